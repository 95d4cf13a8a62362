// expect: output
// | script: 100 of 500
// | Ada: 0 of 3
// | Ben: 0 of 2
import { run, rate } from 'concurrency-tutor';

const limiter = new rate.Limiter(100, 100);

function visit(user: string, requests: number): void {
  let allowed = 0;
  for (let n = 1; n <= requests; n++) if (limiter.allow()) allowed++;
  console.log(`${user}: ${allowed} of ${requests}`);
}

await run(async () => {
  visit('script', 500);
  visit('Ada', 3);
  visit('Ben', 2);
});
