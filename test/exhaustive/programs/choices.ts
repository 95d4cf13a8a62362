// Three ready cases, then the two that are left, then one: 3! choices.
// interleavings: 6
import { chan, select } from 'concurrency-tutor';

export default async function main(): Promise<string> {
  const [a, b, c] = [chan<number>(1), chan<number>(1), chan<number>(1)];
  await a.send(1);
  await b.send(2);
  await c.send(3);
  let order = '';
  for (let i = 0; i < 3; i++) order += (await select({ a, b, c })).case;
  return order;
}
