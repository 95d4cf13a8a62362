// expect: output
// | everybody has been greeted
import { run, sync, time } from 'concurrency-tutor';

async function greet(name: string): Promise<void> {
  await time.sleep(10 * time.Millisecond);
  console.log('hello', name);
}

await run(async () => {
  const greetings = new sync.WaitGroup();
  // Here: greet Ada, Ben and Cleo, all at the same time. Wait for all.
  void [greet, greetings];
  console.log('everybody has been greeted');
});
