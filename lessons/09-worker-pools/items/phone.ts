// expect: output
// | 3 answered, after 1150 ms
import { run, chan, select, sync, time } from 'concurrency-tutor';

/** Nobody is at home at number 1. The others answer after 50 ms. */
async function call(number: number): Promise<boolean> {
  const answer = number === 1 ? chan<never>() : time.after(50);
  const event = await select({ answer, enough: time.after(1000) });
  return event.case === 'answer';
}

await run(async () => {
  const start = time.now();
  const numbers = chan<number>(4);
  for (const number of [1, 2, 3, 4]) await numbers.send(number);
  numbers.close();
  let answered = 0;
  const caller = new sync.WaitGroup(); // a pool of one
  caller.go(async () => {
    for await (const number of numbers) {
      if (await call(number)) answered++;
    }
  });
  await caller.wait();
  const ms = Math.round(time.since(start));
  console.log(`${answered} answered, after ${ms} ms`);
});
