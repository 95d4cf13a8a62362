// expect: output
// | done
// | sent: 1 2 3
import { run, rate } from 'concurrency-tutor';

await run(async () => {
  const limiter = new rate.Limiter(10, 3);
  const sent: number[] = [];
  for (let letter = 1; letter <= 10; letter++) {
    if (limiter.allow()) sent.push(letter);
  }
  console.log('done');
  console.log('sent:', sent.join(' '));
});
