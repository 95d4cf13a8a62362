// expect: output unordered
// | letter 1 delivered
// | letter 2 delivered
// | letter 3 delivered
// | failed: letter 4 has no address
// | letter 5 delivered
// | letter 6 delivered
// | the office closes
import { run, chan, sync, time } from 'concurrency-tutor';

async function deliver(letter: number): Promise<string> {
  await time.sleep(10);
  if (letter === 4) throw new Error('letter 4 has no address');
  return `letter ${letter} delivered`;
}

/** One task. Whatever happens in it, it gives an answer. */
async function perform(letter: number): Promise<string> {
  try {
    return await deliver(letter);
  } catch (error) {
    return `failed: ${error instanceof Error ? error.message : error}`;
  }
}

await run(async () => {
  const letters = chan<number>(6);
  const workers = new sync.WaitGroup();
  for (let n = 0; n < 2; n++) {
    workers.go(async () => {
      for await (const letter of letters) {
        console.log(await perform(letter));
      }
    });
  }
  for (let letter = 1; letter <= 6; letter++) await letters.send(letter);
  letters.close();
  await workers.wait();
  console.log('the office closes');
});
