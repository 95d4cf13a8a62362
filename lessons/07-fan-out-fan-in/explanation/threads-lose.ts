// expect: output
// | both: 2666466670000
// | the plain loop was faster
// run: native
import { go, run, threads, time } from 'concurrency-tutor';

const COUNT = 20_000;
const squarer = threads.module<typeof import('./square.ts')>(
  new URL('./square.ts', import.meta.url),
);

function inOneLoop(): number {
  let sum = 0;
  for (let n = 0; n < COUNT; n++) sum += n * n;
  return sum;
}

async function onFourThreads(): Promise<number> {
  const numbers = threads.chan<number>(64);
  const squares = threads.chan<number>(64);
  const wg = new threads.WaitGroup();
  for (let w = 0; w < 4; w++) wg.go(squarer, 'square', numbers, squares);
  go(async () => {
    for (let n = 0; n < COUNT; n++) await numbers.send(n);
    numbers.close();
    await wg.wait();
    squares.close();
  });
  let sum = 0;
  for await (const square of squares) sum += square;
  return sum;
}

await run(async () => {
  await onFourThreads(); // starts the threads
  let began = time.now();
  const plain = inOneLoop();
  const loop = time.since(began);
  began = time.now();
  const shared = await onFourThreads();
  const parallel = time.since(began);

  console.log(plain === shared ? `both: ${plain}` : 'they disagree');
  console.log(`the ${loop < parallel ? 'plain loop was' : 'threads were'} faster`);
  console.error(`${Math.round(parallel / Math.max(loop, 0.001))} times as long on threads`);
});
