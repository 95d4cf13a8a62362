// expect: output
// | came 75, dropped 40, stored 35 in 11 batches
// | nothing is left
import {
  run, go, chan, atomic, context, defer, select, semaphore, sync, time,
  type Channel, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

type Readings = ReceiveChannel<number>;
type Batch = readonly number[];

const batchSize = 4;
const storesAtOnce = 2;

/** The counters. Every stage adds to its own, anyone may read them. */
const stats = {
  came: new atomic.Int32(),
  dropped: new atomic.Int32(),
  batches: new atomic.Int32(),
  stored: new atomic.Int32(),
};

/** Looks at the memory every 100 ms, and not for every value. */
async function watch(
  pressure: () => number, high: atomic.Bool, end: ReceiveChannel<void>,
): Promise<void> {
  const ticker = time.newTicker(100);
  using _ticker = defer(() => ticker.stop());
  for (;;) {
    const event = await select({ look: ticker.channel, end });
    if (event.case === 'end') return;
    high.store(pressure() > 0.8);
  }
}

/** While memory is short, lets one in five through: it drops 80 %. */
async function gate(
  input: Readings, high: atomic.Bool, out: SendChannel<number>,
): Promise<void> {
  using _close = defer(() => out.close());
  for await (const reading of input) {
    const number = stats.came.add(1);
    if (high.load() && number % 5 !== 0) stats.dropped.add(1);
    else await out.send(reading);
  }
}

/** Sends a batch when it is full, once a second, and at the end. */
async function gather(
  input: Readings, out: SendChannel<Batch>,
): Promise<void> {
  using _close = defer(() => out.close());
  const ticker = time.newTicker(time.Second);
  using _ticker = defer(() => ticker.stop());
  let batch: number[] = [];
  for (let open = true; open;) {
    const event = await select({ input, flush: ticker.channel });
    if (event.case === 'input' && event.ok) batch.push(event.value);
    if (event.case === 'input' && !event.ok) open = false;
    const flush = event.case === 'flush' || !open;
    if (batch.length === 0) continue;
    if (batch.length < batchSize && !flush) continue;
    await out.send(batch);
    batch = [];
  }
}

/** Stores two batches at a time. Ends when all are stored. */
async function store(batches: ReceiveChannel<Batch>): Promise<void> {
  const places = new semaphore.Weighted(storesAtOnce);
  const writers = new sync.WaitGroup();
  for await (const batch of batches) {
    await places.acquire(context.background());
    writers.go(async () => {
      using _place = defer(() => places.release());
      await time.sleep(30); // the database
      stats.batches.add(1);
      stats.stored.add(batch.length);
    });
  }
  await writers.wait();
}

/** Sends a reading every 40 ms, for three seconds. */
async function measure(out: Channel<number>): Promise<void> {
  using _close = defer(() => out.close());
  await time.sleep(15);
  for (let n = 0; n < 75; n++) {
    await out.send(n);
    await time.sleep(40);
  }
}

await run(async () => {
  const start = time.now();
  // In earnest: memory in use, divided by what the program may use.
  const pressure = (): number => {
    const ms = time.since(start);
    return ms > 990 && ms < 2990 ? 0.9 : 0.5;
  };
  const high = new atomic.Bool();
  const end = chan<void>();
  const watcher = new sync.WaitGroup();
  watcher.go(watch, pressure, high, end);

  const readings = chan<number>();
  const kept = chan<number>();
  const batches = chan<Batch>();
  go(measure, readings);
  go(gate, readings, high, kept);
  go(gather, kept, batches);
  await store(batches); // ends when all that came has been stored

  end.close();
  await watcher.wait();
  const { came, dropped, stored, batches: count } = stats;
  console.log(`came ${came.load()}, dropped ${dropped.load()},`,
    `stored ${stored.load()} in ${count.load()} batches`);
  const left = came.load() - dropped.load() - stored.load();
  console.log(`${left === 0 ? 'nothing' : left} is left`);
});
