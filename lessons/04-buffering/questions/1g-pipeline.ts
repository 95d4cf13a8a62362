// expect: output
// | buffers 0 / 0 / 0: 515 ms
// | buffers 100 / 10 / 50: 340 ms
// | buffers 200 / 200 / 200: 340 ms
import { run, chan, go, time } from 'concurrency-tutor';
import type { ReceiveChannel, SendChannel } from 'concurrency-tutor';

/**
 * A file is read in blocks of 100 lines: a long wait for the disk, then
 * all of them at once.
 */
async function read(lines: SendChannel<number>): Promise<void> {
  for (let block = 0; block < 2; block++) {
    await time.sleep(100);
    for (let n = 0; n < 100; n++) await lines.send(n);
  }
  lines.close();
}

/** 1 ms for each line. */
async function parse(
  lines: ReceiveChannel<number>,
  rows: SendChannel<number>,
): Promise<void> {
  for await (const line of lines) {
    await time.sleep(1);
    await rows.send(line);
  }
  rows.close();
}

/**
 * Usually nothing; every hundredth row has to be looked up in a table,
 * for 10 ms.
 */
async function complete(
  rows: ReceiveChannel<number>,
  ready: SendChannel<number>,
): Promise<void> {
  for await (const row of rows) {
    if (row === 50) await time.sleep(10);
    await ready.send(row);
  }
  ready.close();
}

/** Saves 50 rows at a time, in 40 ms. */
async function save(ready: ReceiveChannel<number>): Promise<void> {
  let count = 0;
  for await (const _ of ready) {
    if (++count % 50 === 0) await time.sleep(40);
  }
}

async function importFile(
  a: number,
  b: number,
  c: number,
): Promise<void> {
  const lines = chan<number>(a);
  const rows = chan<number>(b);
  const ready = chan<number>(c);
  const start = time.now();
  go(read, lines);
  go(parse, lines, rows);
  go(complete, rows, ready);
  await save(ready);
  console.log(
    `buffers ${a} / ${b} / ${c}: ${Math.round(time.since(start))} ms`,
  );
}

await run(async () => {
  await importFile(0, 0, 0);
  await importFile(100, 10, 50);
  await importFile(200, 200, 200);
});
