// A select between two ready cases is a choice of its own.
// interleavings: 2
import { chan, select } from 'concurrency-tutor';

export default async function main(): Promise<string> {
  const [a, b] = [chan<number>(1), chan<number>(1)];
  await a.send(1);
  await b.send(2);
  return (await select({ a, b })).case;
}
