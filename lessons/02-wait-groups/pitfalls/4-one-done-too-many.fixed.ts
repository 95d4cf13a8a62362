// expect: output unordered
// | the invoice is sent
// | the reminder is sent
// | all letters are sent
import { run, sync, time } from 'concurrency-tutor';

async function send(letter: string): Promise<void> {
  await time.sleep(100 * time.Millisecond);
  console.log(`${letter} is sent`);
}

await run(async () => {
  const wg = new sync.WaitGroup();
  wg.go(send, 'the invoice');
  wg.go(send, 'the reminder');
  await wg.wait();
  console.log('all letters are sent');
});
