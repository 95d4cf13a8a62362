// expect: output
// | urgent 1
// | urgent 2
// | normal 1
// | normal 2
import { run, chan, select, type ReceiveChannel } from 'concurrency-tutor';

type Jobs = ReceiveChannel<string>;

/**
 * The next urgent job if there is one now; otherwise whichever comes
 * first.
 */
async function next(
  urgent: Jobs, normal: Jobs,
): Promise<string | undefined> {
  const first = await select({ urgent, default: true });
  if (first.case === 'urgent') return first.value;
  return (await select({ urgent, normal })).value;
}

await run(async () => {
  const urgent = chan<string>(2);
  const normal = chan<string>(2);
  for (const n of [1, 2]) {
    await normal.send(`normal ${n}`);
    await urgent.send(`urgent ${n}`);
  }
  for (let job = 0; job < 4; job++) {
    console.log(await next(urgent, normal));
  }
});
