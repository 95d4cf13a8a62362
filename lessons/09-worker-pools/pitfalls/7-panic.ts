// expect: panic "letter 4 has no address"
import { run, chan, sync, time } from 'concurrency-tutor';

async function deliver(letter: number): Promise<string> {
  await time.sleep(10);
  if (letter === 4) throw new Error('letter 4 has no address');
  return `letter ${letter} delivered`;
}

await run(async () => {
  const letters = chan<number>(6);
  const workers = new sync.WaitGroup();
  for (let n = 0; n < 2; n++) {
    workers.go(async () => {
      for await (const letter of letters) {
        console.log(await deliver(letter));
      }
    });
  }
  for (let letter = 1; letter <= 6; letter++) await letters.send(letter);
  letters.close();
  await workers.wait();
  console.log('the office closes');
});
