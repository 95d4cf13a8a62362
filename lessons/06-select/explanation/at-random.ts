// expect: differs
// | left
// | right
// --
// | right
// | left
import { run, chan, select } from 'concurrency-tutor';

await run(async () => {
  const left = chan<string>(1);
  const right = chan<string>(1);
  await left.send('left');
  await right.send('right');
  // Both are ready, and `left` is written first.
  console.log((await select({ left, right })).value);
  console.log((await select({ left, right })).value);
});
