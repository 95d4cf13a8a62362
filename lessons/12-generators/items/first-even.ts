// expect: output
// | 2
import { run, iter } from 'concurrency-tutor';

function* numbers(): Generator<number> {
  for (let n = 1; ; n++) yield n;
}

await run(async () => {
  const some = iter.take(numbers(), 3);
  const even = iter.filter(some, (n) => n % 2 === 0);
  for await (const n of even) console.log(n);
});
