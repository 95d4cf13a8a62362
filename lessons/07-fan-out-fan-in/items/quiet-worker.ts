// expect: output
// | 5 of 8 temperatures
import {
  run, chan, go, sync, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

async function worker(
  readings: ReceiveChannel<string>, degrees: SendChannel<number>,
): Promise<void> {
  for await (const reading of readings) {
    const value = Number(reading);
    if (Number.isNaN(value)) continue;
    await degrees.send(value);
  }
}

await run(async () => {
  const readings = chan<string>(8);
  const texts = ['20', '-', '21', '22', 'x', '19', '?', '20'];
  for (const text of texts) await readings.send(text);
  readings.close();
  const degrees = chan<number>();
  const workers = new sync.WaitGroup();
  for (let n = 0; n < 3; n++) workers.go(worker, readings, degrees);
  go(async () => {
    await workers.wait();
    degrees.close();
  });

  let count = 0;
  for await (const _ of degrees) count++;
  console.log(`${count} of ${texts.length} temperatures`);
});
