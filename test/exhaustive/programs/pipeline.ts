// A stage between main and its source.
import { chan, defer, go } from 'concurrency-tutor';

export default async function main(): Promise<number> {
  const [source, squares] = [chan<number>(), chan<number>()];
  go(async function produce() { using _close = defer(() => source.close()); for (let i = 1; i < 3; i++) await source.send(i); });
  go(async function square() { using _close = defer(() => squares.close()); for await (const n of source) await squares.send(n * n); });
  let sum = 0;
  for await (const n of squares) sum += n;
  return sum;
}
