// expect: output
// | orders tea
// | questions when?
// | closed for today
import { run, chan, select, sync, type ReceiveChannel } from 'concurrency-tutor';

type Words = ReceiveChannel<string>;

async function listen(
  orders: Words, questions: Words, stop: ReceiveChannel<void>,
): Promise<void> {
  while (true) {
    const event = await select({ orders, questions, stop });
    if (event.case === 'stop') break;
    console.log(event.case, event.value);
  }
  console.log('closed for today');
}

await run(async () => {
  const orders = chan<string>();
  const questions = chan<string>();
  const stop = chan<void>();
  const wg = new sync.WaitGroup();
  wg.go(listen, orders, questions, stop);
  await orders.send('tea');
  await questions.send('when?');
  stop.close();
  await wg.wait();
});
