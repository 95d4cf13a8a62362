// expect: leak
import { run, go, chan, select, type ReceiveChannel } from 'concurrency-tutor';

async function listen(orders: ReceiveChannel<string>, questions: ReceiveChannel<string>): Promise<void> {
  while (true) {
    const event = await select({ orders, questions });
    console.log(event.case, event.value);
  }
}

await run(async () => {
  const orders = chan<string>();
  const questions = chan<string>();
  go(listen, orders, questions);
  await orders.send('tea');
  await questions.send('when?');
});
