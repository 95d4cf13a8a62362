// expect: output
// | 4 16 36
import { run } from 'concurrency-tutor';

function* generate(last: number): Iterable<number> {
  for (let n = 1; n <= last; n++) yield n;
}

function* square(numbers: Iterable<number>): Iterable<number> {
  for (const n of numbers) yield n * n;
}

function* keepEven(numbers: Iterable<number>): Iterable<number> {
  for (const n of numbers) if (n % 2 === 0) yield n;
}

await run(async () => {
  console.log(...keepEven(square(generate(6))));
});
