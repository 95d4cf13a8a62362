// expect: output
// | no room for: 9 10
// | sent: 1 2 3 4 5 6 7 8
import { run, chan, context, rate, sync } from 'concurrency-tutor';

await run(async () => {
  const limiter = new rate.Limiter(10, 3);
  const later = chan<number>(5); // no more than five letters wait
  const sent: number[] = [];
  const givenUp: number[] = [];
  for (let letter = 1; letter <= 10; letter++) {
    if (limiter.allow()) sent.push(letter);
    else if (!later.trySend(letter)) givenUp.push(letter);
  }
  later.close();
  console.log('no room for:', givenUp.join(' '));

  const sender = new sync.WaitGroup();
  sender.go(async () => {
    for await (const letter of later) {
      await limiter.wait(context.background());
      sent.push(letter);
    }
  });
  await sender.wait();
  console.log('sent:', sent.join(' '));
});
