// expect: output
// | Ben: 0 of 2
import { run, rate } from 'concurrency-tutor';

const all = new rate.Limiter(10, 10);
const each = new rate.KeyedLimiter(() => new rate.Limiter(3, 3));

function visit(user: string, requests: number): number {
  let allowed = 0;
  for (let n = 1; n <= requests; n++) {
    if (!all.allow()) continue;
    if (!each.allow(user)) continue;
    allowed++;
  }
  return allowed;
}

await run(async () => {
  visit('script', 50);
  console.log('Ben:', visit('Ben', 2), 'of 2');
});
