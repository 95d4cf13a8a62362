// expect: output
// | two values, then the error: true
// | the source was closed: true
// | a loop that is left closes it too: true
import { strict as assert } from 'node:assert';
import { run, iter } from 'concurrency-tutor';

let open = 0;

/** A source for tests: two values, and then it fails. */
async function* failing(): AsyncGenerator<number> {
  open++;
  try {
    yield 1;
    yield 2;
    throw new Error('disk');
  } finally {
    open--;
  }
}

await run(async () => {
  const doubled = iter.map(failing(), (n) => n * 2);
  const seen: number[] = [];
  await assert.rejects(async () => {
    for await (const n of doubled) seen.push(n);
  }, /disk/);
  console.log('two values, then the error:', seen.join() === '2,4');
  console.log('the source was closed:', open === 0);

  for await (const _ of iter.map(failing(), (n) => n)) break;
  console.log('a loop that is left closes it too:', open === 0);
});
