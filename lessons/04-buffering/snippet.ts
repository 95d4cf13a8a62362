// expect: output unordered
// | no buffer
// |   sent 42 after 1100 ms
// |   received 42
// |   sent 43 after 1100 ms
// |   received 43
// | room for two
// |   sent 42 after 0 ms
// |   sent 43 after 0 ms
// |   sent 44 after 1000 ms
// |   received 42
// |   received 43
// |   received 44
// | 1000 values in bursts
// |   no buffer: 1990 ms
// |   room for 100: 1000 ms
import { run, go, chan, sync, time } from 'concurrency-tutor';
import type { Channel, SendChannel } from 'concurrency-tutor';

async function send(
  values: readonly number[],
  numbers: SendChannel<number>,
): Promise<void> {
  const start = time.now();
  for (const value of values) {
    await numbers.send(value);
    console.log(
      `  sent ${value} after ${Math.round(time.since(start))} ms`,
    );
  }
  numbers.close();
}

async function withoutBuffer(): Promise<void> {
  console.log('no buffer');
  const numbers = chan<number>();
  const wg = new sync.WaitGroup();
  wg.go(send, [42, 43], numbers);
  await time.sleep(100); // main is busy with something else
  await time.sleep(1 * time.Second); // and with something long
  for await (const n of numbers) console.log('  received', n);
  await wg.wait();
}

async function withBuffer(): Promise<void> {
  console.log('room for two');
  const numbers = chan<number>(2);
  const wg = new sync.WaitGroup();
  wg.go(send, [42, 43, 44], numbers); // the third value finds no room
  await time.sleep(1 * time.Second);
  for await (const n of numbers) console.log('  received', n);
  await wg.wait();
}

/**
 * Ten bursts of 100 values, with a pause after each; every value takes
 * the receiver 1 ms.
 */
async function bursts(numbers: Channel<number>): Promise<number> {
  const start = time.now();
  go(async () => {
    for (let burst = 0; burst < 10; burst++) {
      for (let i = 0; i < 100; i++) await numbers.send(i);
      await time.sleep(100);
    }
    numbers.close();
  });
  for await (const _ of numbers) await time.sleep(1);
  return Math.round(time.since(start));
}

await run(async () => {
  await withoutBuffer();
  await withBuffer();
  console.log('1000 values in bursts');
  console.log(`  no buffer: ${await bursts(chan<number>())} ms`);
  console.log(`  room for 100: ${await bursts(chan<number>(100))} ms`);
});
