// expect: output
// | hello Chen
// | hello Chen
// | hello Chen
// expect: race
import { run, sync } from 'concurrency-tutor';

await run(async () => {
  const greetings = new sync.WaitGroup();
  let guest: string; // one variable for all turns of the loop
  for (guest of ['Ada', 'Ben', 'Chen']) {
    greetings.go(async () => console.log('hello', guest));
  }
  await greetings.wait();
});
