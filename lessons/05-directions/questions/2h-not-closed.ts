// expect: output
// | the price is 12
import { run, go, chan, type SendChannel } from 'concurrency-tutor';

async function quote(price: SendChannel<number>): Promise<void> {
  await price.send(12); // everybody knows that it is the only one
}

await run(async () => {
  const price = chan<number>(1);
  go(quote, price);
  console.log('the price is', await price.receive());
});
