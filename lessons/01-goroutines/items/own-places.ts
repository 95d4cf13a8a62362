// expect: output
// | prices 3, 5, 4
import { run, sync, time } from 'concurrency-tutor';

async function askPrice(shop: string): Promise<number> {
  await time.sleep(shop.length * 10);
  return shop.length;
}

await run(async () => {
  const prices: number[] = [];
  const questions = new sync.WaitGroup();
  for (const [place, shop] of ['Ada', 'Bento', 'Chen'].entries()) {
    questions.go(async () => {
      prices[place] = await askPrice(shop);
    });
  }
  await questions.wait();
  console.log('prices', prices.join(', '));
});
