// expect: leak
import { run, go, chan, select, type ReceiveChannel } from 'concurrency-tutor';

type Words = ReceiveChannel<string>;

async function listen(orders: Words, questions: Words): Promise<void> {
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
