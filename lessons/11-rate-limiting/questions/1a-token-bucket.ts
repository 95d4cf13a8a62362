// expect: output
// | at once: 5
// | in the next two seconds: 10
// | after an hour of rest, at once: 5
import { run, rate, time } from 'concurrency-tutor';

/** Asks every 50 ms, for a while, and counts the permissions. */
async function ask(limiter: rate.Limiter, length: number) {
  let allowed = 0;
  for (let t = 0; t < length; t += 50) {
    await time.sleep(50 * time.Millisecond);
    if (limiter.allow()) allowed++;
  }
  return allowed;
}

function atOnce(limiter: rate.Limiter): number {
  let allowed = 0;
  while (limiter.allow()) allowed++;
  return allowed;
}

await run(async () => {
  const limiter = new rate.Limiter(5, 5);
  console.log('at once:', atOnce(limiter));
  const later = await ask(limiter, 2 * time.Second);
  console.log('in the next two seconds:', later);
  await time.sleep(time.Hour);
  console.log('after an hour of rest, at once:', atOnce(limiter));
});
