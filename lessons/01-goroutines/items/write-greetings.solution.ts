// expect: output unordered
// | hello Ada
// | hello Ben
// | hello Cleo
// | everybody has been greeted
import { run, sync, time } from 'concurrency-tutor';

async function greet(name: string): Promise<void> {
  await time.sleep(10 * time.Millisecond);
  console.log('hello', name);
}

await run(async () => {
  const greetings = new sync.WaitGroup();
  for (const name of ['Ada', 'Ben', 'Cleo']) greetings.go(greet, name);
  await greetings.wait();
  console.log('everybody has been greeted');
});
