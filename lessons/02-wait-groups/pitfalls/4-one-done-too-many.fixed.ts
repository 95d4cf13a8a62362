// expect: output unordered
// | the invoice is sent
// | the reminder is sent
// | all letters are sent
import { run, go, defer, sync, time } from 'concurrency-tutor';

async function send(letter: string, wg: sync.WaitGroup): Promise<void> {
  using _done = defer(() => wg.done());
  await time.sleep(100 * time.Millisecond);
  console.log(`${letter} is sent`);
}

await run(async () => {
  const wg = new sync.WaitGroup();
  wg.add(2);
  go(send, 'the invoice', wg);
  go(send, 'the reminder', wg);
  await wg.wait();
  console.log('all letters are sent');
});
