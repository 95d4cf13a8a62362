// expect: output
// | 600000 words, 5 different ones
// | the: 200000
// run: native
import { go, run, runtime, threads, time } from 'concurrency-tutor';
import type { Counts } from './count-words.ts';

const counter = threads.module<typeof import('./count-words.ts')>(
  new URL('./count-words.ts', import.meta.url),
);

/** The first stage: a long text in large pieces. */
function* pieces(count: number): Generator<string> {
  const sentence = 'The cook reads the short recipe. ';
  for (let n = 0; n < count; n++) yield sentence.repeat(1_000);
}

/** The middle stage on so many threads, the last one here. */
async function count(piecesWanted: number, workers: number): Promise<Counts> {
  const texts = threads.chan<string>(workers);
  const counts = threads.chan<Counts>(workers);
  const wg = new threads.WaitGroup();
  for (let w = 0; w < workers; w++) {
    wg.go(counter, 'countWords', texts, counts);
  }
  go(async () => {
    for (const piece of pieces(piecesWanted)) await texts.send(piece);
    texts.close();
    await wg.wait();
    counts.close();
  });
  const all = new Map<string, number>();
  for await (const found of counts) {
    for (const [word, n] of found) all.set(word, (all.get(word) ?? 0) + n);
  }
  return all;
}

await run(async () => {
  const processors = runtime.numCPU();
  await count(processors, processors); // starts the threads

  let began = time.now();
  await count(100, 1);
  const single = time.since(began);

  began = time.now();
  const words = await count(100, processors);
  const parallel = time.since(began);

  const sum = words.values().reduce((a, b) => a + b, 0);
  console.log(`${sum} words, ${words.size} different ones`);
  console.log(`the: ${words.get('the')}`);
  console.error(`1 thread: ${Math.round(single)} ms`);
  console.error(`${processors} threads: ${Math.round(parallel)} ms`);
  console.error(`${(single / parallel).toFixed(1)} times as fast`);
});
