// expect: output unordered
// | hello Ada
// | hello Ben
// | hello Chen
import { run, sync } from 'concurrency-tutor';

await run(async () => {
  const greetings = new sync.WaitGroup();
  for (const guest of ['Ada', 'Ben', 'Chen']) { // a new variable in each turn
    greetings.go(async () => console.log('hello', guest));
  }
  await greetings.wait();
});
