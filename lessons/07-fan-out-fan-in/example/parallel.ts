// expect: output
// | 1 thread and all threads made the same picture
// run: native
import { run, runtime, threads, time } from 'concurrency-tutor';
import type { Picture } from './blur.ts';

const blur = threads.module<typeof import('./blur.ts')>(
  new URL('./blur.ts', import.meta.url),
);

/** A picture in memory that all threads share: nothing is copied. */
function picture(width: number, height: number): Picture {
  const pixels = new Uint8Array(new SharedArrayBuffer(width * height));
  return { width, height, pixels };
}

/** Each goroutine writes rows of its own, so no two meet. */
async function filter(from: Picture, workers: number): Promise<Picture> {
  const to = picture(from.width, from.height);
  const wg = new threads.WaitGroup();
  const rows = Math.ceil(from.height / workers);
  for (let first = 0; first < from.height; first += rows) {
    const last = Math.min(first + rows, from.height);
    wg.go(blur, 'blurRows', from, to, first, last);
  }
  await wg.wait();
  return to;
}

await run(async () => {
  const processors = runtime.numCPU();
  const original = picture(1_000, 600);
  for (let i = 0; i < original.pixels.length; i++) {
    original.pixels[i] = (i * 31) ^ (i >> 5);
  }
  await filter(picture(50, 50), processors); // starts the threads

  let began = time.now();
  const alone = await filter(original, 1);
  const single = time.since(began);

  began = time.now();
  const together = await filter(original, processors);
  const parallel = time.since(began);

  const same = alone.pixels.every((p, i) => p === together.pixels[i]);
  console.log(`1 thread and all threads made ${same ? 'the same' : 'a different'} picture`);
  console.error(`1 thread: ${Math.round(single)} ms`);
  console.error(`${processors} threads: ${Math.round(parallel)} ms`);
  console.error(`${(single / parallel).toFixed(1)} times as fast`);
});
