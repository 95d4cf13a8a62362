// expect: output
// | script: 10 of 500
// | Ada: 3 of 3
// | Ben: 2 of 2
import { run, rate } from 'concurrency-tutor';

const all = new rate.Limiter(100, 100);
const each = new rate.KeyedLimiter(() => new rate.Limiter(10, 10));

function visit(user: string, requests: number): void {
  let allowed = 0;
  for (let n = 1; n <= requests; n++) {
    // The scarcer one first: what it refuses costs nobody else a token.
    if (each.allow(user) && all.allow()) allowed++;
  }
  console.log(`${user}: ${allowed} of ${requests}`);
}

await run(async () => {
  visit('script', 500);
  visit('Ada', 3);
  visit('Ben', 2);
});
