// Ways in which time decides what hangs. Each stands beside its mended version.
import { chan, context, defer, go, gosched, select, sync, time, type Context } from 'concurrency-tutor';

// The caller gives up after a while; whoever answers later has nobody to give the answer to.
// found: leak
// stuck: query | chan send | answer
export async function answeredTooLate(): Promise<void> {
  const [ctx, cancel] = context.withTimeout(context.background(), 10);
  using _cancel = defer(cancel);
  const answer = chan<string>();
  go(async function query() {
    await time.sleep(10);
    await answer.send('42');
  });
  await select({ answer, late: ctx.done() });
}

export async function answeredTooLateMended(): Promise<void> {
  const [ctx, cancel] = context.withTimeout(context.background(), 10);
  using _cancel = defer(cancel);
  const answer = chan<string>(1);
  go(async function query() {
    await time.sleep(10);
    await answer.send('42');
  });
  await select({ answer, late: ctx.done() });
}

// A timeout that is shorter than the code takes: it may fire between any two steps, also while others can run.
// found: leak
// stuck: produce | chan send | items
export async function shorterThanTheCode(): Promise<void> {
  const items = chan<number>();
  go(async function produce() { for (let n = 0; n < 3; n++) await items.send(n); });
  const late = time.after(time.Nanosecond);
  for (let n = 0; n < 3; n++) {
    const event = await select({ item: items, late });
    if (event.case === 'late') return;
  }
}

export async function shorterThanTheCodeMended(): Promise<void> {
  const items = chan<number>();
  go(async function produce() { for (let n = 0; n < 3; n++) await items.send(n); });
  for (let n = 0; n < 3; n++) await items.receive();
}

// The lock is held across a very short sleep, in opposite order by both: only when both sleeps overlap do they meet.
// found: deadlock
// stuck: first | sync.Mutex.Lock | b
// stuck: second | sync.Mutex.Lock | a
export async function nanosecondsApart(): Promise<void> {
  const [a, b] = [new sync.Mutex('a'), new sync.Mutex('b')];
  const wg = new sync.WaitGroup();
  wg.go(async function first() {
    using _a = await a.acquire();
    await time.sleep(time.Nanosecond);
    using _b = await b.acquire();
  });
  wg.go(async function second() {
    await time.sleep(50 * time.Nanosecond);
    using _b = await b.acquire();
    await time.sleep(time.Nanosecond);
    using _a = await a.acquire();
  });
  await wg.wait();
}

export async function nanosecondsApartMended(): Promise<void> {
  const [a, b] = [new sync.Mutex('a'), new sync.Mutex('b')];
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 2; n++) {
    wg.go(async function inOrder() {
      using _a = await a.acquire();
      await time.sleep(time.Nanosecond);
      using _b = await b.acquire();
    });
  }
  await wg.wait();
}

// Stopping a ticker does not close its channel: the loop over it waits for ever.
// found: leak
// stuck: count | chan receive
export async function loopOverAStoppedTicker(): Promise<void> {
  const ticker = time.newTicker(10);
  go(async function count() { for await (const _tick of ticker.channel); });
  await time.sleep(35);
  ticker.stop();
}

export async function loopOverAStoppedTickerMended(): Promise<void> {
  const ticker = time.newTicker(10);
  const stop = chan<void>();
  go(async function count() {
    for (;;) {
      const event = await select({ tick: ticker.channel, stop });
      if (event.case === 'stop') return;
    }
  });
  await time.sleep(35);
  ticker.stop();
  stop.close();
}

// A watcher waits for the end of a context that cannot end.
// found: leak
// stuck: watch
export async function waitsForTheBackground(): Promise<void> {
  const watch = async (ctx: Context): Promise<void> => { await ctx.done().receive(); };
  go(watch, context.background());
  await time.sleep(1);
}

export async function waitsForTheBackgroundMended(): Promise<void> {
  const [ctx, cancel] = context.withCancel(context.background());
  using _cancel = defer(cancel);
  const watch = async (inner: Context): Promise<void> => { await inner.done().receive(); };
  go(watch, ctx);
  await time.sleep(1);
}

// A refresher spins until it is told to stop, and nobody tells it.
// found: never-ends
// stuck: refresh
export async function spinsWithDefault(): Promise<void> {
  const stop = chan<void>();
  go(async function refresh() {
    for (;;) {
      const event = await select({ stop, default: true });
      if (event.case === 'stop') return;
      await gosched();
    }
  });
  await gosched();
}

export async function spinsWithDefaultMended(): Promise<void> {
  const stop = chan<void>();
  go(async function refresh() {
    for (;;) {
      const event = await select({ stop, default: true });
      if (event.case === 'stop') return;
      await gosched();
    }
  });
  await gosched();
  stop.close();
}

// main asks again and again whether it is ready, and whoever would make it so waits for main.
// found: livelock
export async function pollsForWhatWaits(): Promise<void> {
  const ready = chan<void>(1);
  const permission = chan<void>();
  go(async function prepare() {
    await permission.receive();
    await ready.send();
  });
  for (;;) {
    const event = await select({ ready, default: true });
    if (event.case === 'ready') break;
    await time.sleep(1);
  }
  permission.close();
}

export async function pollsForWhatWaitsMended(): Promise<void> {
  const ready = chan<void>(1);
  const permission = chan<void>();
  go(async function prepare() {
    await permission.receive();
    await ready.send();
  });
  permission.close();
  for (;;) {
    const event = await select({ ready, default: true });
    if (event.case === 'ready') break;
    await time.sleep(1);
  }
}

// A heartbeat goes on for ever after main has gone.
// found: never-ends
export async function heartbeatWithoutEnd(): Promise<void> {
  const beats = chan<number>(1);
  go(async function beat() {
    using ticker = time.newTicker(10);
    for await (const tick of ticker.channel) beats.trySend(tick);
  });
  await beats.receive();
}

export async function heartbeatWithoutEndMended(): Promise<void> {
  const beats = chan<number>(1);
  const [ctx, cancel] = context.withCancel(context.background());
  using _cancel = defer(cancel);
  go(async function beat() {
    using ticker = time.newTicker(10);
    for (;;) {
      const event = await select({ tick: ticker.channel, done: ctx.done() });
      if (event.case === 'done') return;
      beats.trySend(1);
    }
  });
  await beats.receive();
}

// A context with a deadline is made and its cancel function dropped.
// found: lost-cancel
export async function cancelDropped(): Promise<void> {
  const [ctx] = context.withCancel(context.background());
  await select({ done: ctx.done(), late: time.after(1) });
}

export async function cancelDroppedMended(): Promise<void> {
  const [ctx, cancel] = context.withCancel(context.background());
  using _cancel = defer(cancel);
  await select({ done: ctx.done(), late: time.after(1) });
}

// Two alarms are set for the same moment; the order in which they ring decides whether the result is still wanted.
// found: leak
// stuck: deliver | chan send | parcels
export async function sameMoment(): Promise<void> {
  const parcels = chan<string>();
  go(async function deliver() {
    await time.sleep(100);
    await parcels.send('box');
  });
  const closing = time.newTimer(100);
  await select({ parcels, closing: closing.channel });
}

export async function sameMomentMended(): Promise<void> {
  const parcels = chan<string>(1);
  go(async function deliver() {
    await time.sleep(100);
    await parcels.send('box');
  });
  const closing = time.newTimer(100);
  await select({ parcels, closing: closing.channel });
}
