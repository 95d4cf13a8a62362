// Programs that take tens of thousands of steps and end all the same. Nothing here is wrong.
import { atomic, chan, context, defer, go, gosched, select, sync, time } from 'concurrency-tutor';

/** Two goroutines that hand each other a value, thousands of times. */
export async function longExchange(): Promise<void> {
  const ping = chan<number>();
  const pong = chan<number>();
  go(async function answer() { for await (const n of ping) await pong.send(n); pong.close(); });
  for (let n = 0; n < 5_000; n++) {
    await ping.send(n);
    await pong.receive();
  }
  ping.close();
}

/** A long computation that lets others run now and then, alone. */
export async function longComputation(): Promise<void> {
  let sum = 0;
  for (let n = 0; n < 8_000; n++) {
    sum += n;
    await gosched();
  }
  console.log(sum);
}

/** Many goroutines, each with little to do. */
export async function manyGoroutines(): Promise<void> {
  const results = chan<number>(64);
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 1_000; n++) wg.go(async function work() { await results.send(n); });
  go(async function closeResults() {
    await wg.wait();
    results.close();
  });
  let sum = 0;
  for await (const n of results) sum += n;
  console.log(sum);
}

/** A counter behind a lock, thousands of times, by several. */
export async function longCounting(): Promise<void> {
  const mu = new sync.Mutex();
  const wg = new sync.WaitGroup();
  let count = 0;
  for (let worker = 0; worker < 3; worker++) {
    wg.go(async function add() {
      for (let n = 0; n < 4_000; n++) {
        using _held = await mu.acquire();
        count++;
      }
    });
  }
  await wg.wait();
  console.log(count);
}

/** A poller that looks every millisecond for twenty seconds. */
export async function patientPoller(): Promise<void> {
  const ready = new atomic.Bool();
  time.afterFunc(20 * time.Second, () => ready.store(true));
  while (!ready.load()) await time.sleep(1);
}

/** A goroutine that spins while main sleeps: real time goes by meanwhile. */
export async function spinsWhileMainSleeps(): Promise<void> {
  const [ctx, cancel] = context.withCancel(context.background());
  const wg = new sync.WaitGroup();
  wg.go(async function spin() { while (ctx.err() === undefined) await gosched(); });
  await time.sleep(100);
  cancel();
  await wg.wait();
}

/** A ticker drives a loop that offers each tick to nobody in particular, until a timer of twenty seconds. */
export async function offersEachTick(): Promise<void> {
  const offers = chan<number>();
  const ended = chan<void>();
  go(async function offer() {
    using ticker = time.newTicker(1);
    const timer = time.newTimer(20 * time.Second);
    for (;;) {
      const event = await select({ tick: ticker.channel, late: timer.channel });
      if (event.case === 'late') break;
      await select({ taken: select.send(offers, 1), default: true });
    }
    ended.close();
  });
  await ended.receive();
}

/** A daemon that spins for as long as the process lives, beside a main that sleeps now and then. */
export async function besideASpinningDaemon(): Promise<void> {
  go.daemon(async function spin() { for (;;) await gosched(); });
  for (let n = 0; n < 3; n++) await time.sleep(50);
}

/** A deep recursion of goroutines: a tree of calls, each waiting for its children. */
export async function tree(): Promise<void> {
  const grow = async (depth: number): Promise<void> => {
    if (depth === 0) return;
    const wg = new sync.WaitGroup();
    using _done = defer(() => {});
    wg.go(grow, depth - 1);
    wg.go(grow, depth - 1);
    await wg.wait();
  };
  await grow(9);
}
