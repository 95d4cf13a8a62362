// expect: panic "sync: negative WaitGroup counter"
import { run, defer, sync, time } from 'concurrency-tutor';

async function send(letter: string, wg: sync.WaitGroup): Promise<void> {
  using _done = defer(() => wg.done());
  await time.sleep(100 * time.Millisecond);
  console.log(`${letter} is sent`);
}

await run(async () => {
  const wg = new sync.WaitGroup();
  wg.go(send, 'the invoice', wg);
  wg.go(send, 'the reminder', wg);
  await wg.wait();
  console.log('all letters are sent');
});
