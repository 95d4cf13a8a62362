// expect: output
// | the three best students: Ann Cem Eve
import { run, iter } from 'concurrency-tutor';

const lines = [
  'name;points', 'Ann;71', '', 'Bob;38', 'Cem;55', 'Dan;49', 'Eve;90',
  'Fay;95', 'Gil;88',
];

await run(async () => {
  const best: string[] = [];
  for await (const [n] of iter.take(iter.filter(iter.map(iter.filter(
    iter.map(iter.drop(lines, 1), (l) => l.split(';')),
    (p) => p.length > 1), (p) => [p[0], Number(p[1])] as const),
    (p) => p[1] > 50), 3)) best.push(n!);
  console.log('the three best students:', ...best);
});
