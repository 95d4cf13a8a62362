// Ways in which several things together stop a program. Each stands beside its mended version.
import { atomic, chan, context, defer, go, gosched, panic, select, sync, time, type Channel, type Context } from 'concurrency-tutor';

// One goroutine is stuck for ever while another, which has nothing to do with it, goes on and on.
// found: leak
// stuck: stuck | chan receive | orders
export async function forgottenBesideASpinner(): Promise<void> {
  const orders = chan<string>();
  go(async function stuck() { await orders.receive(); });
  go(async function spin() { for (;;) await gosched(); });
  await gosched();
}

export async function forgottenBesideASpinnerMended(): Promise<void> {
  const orders = chan<string>();
  const stop = new atomic.Bool();
  go(async function waiter() { await orders.receive(); });
  go(async function spin() { while (!stop.load()) await gosched(); });
  orders.close();
  stop.store(true);
  await gosched();
}

// The same beside a declared daemon with a ticker.
// found: leak
// stuck: stuck | chan send | results
export async function forgottenBesideADaemon(): Promise<void> {
  const results = chan<number>();
  go.daemon(async function beat() { for await (const _tick of time.newTicker(10).channel); });
  go(async function stuck() { await results.send(1); });
  await time.sleep(25);
}

export async function forgottenBesideADaemonMended(): Promise<void> {
  const results = chan<number>(1);
  go.daemon(async function beat() { for await (const _tick of time.newTicker(10).channel); });
  go(async function done() { await results.send(1); });
  await time.sleep(25);
}

// A transaction waits for the end of its context, which nobody ends.
// found: leak
// stuck: awaitDone | chan receive
export async function transactionNeverClosed(): Promise<void> {
  const begin = (parent: Context): { readonly rollBack: () => void } => {
    const [ctx, cancel] = context.withCancel(parent);
    go(async function awaitDone() { await ctx.done().receive(); });
    return { rollBack: cancel };
  };
  begin(context.background());
  await gosched();
}

export async function transactionNeverClosedMended(): Promise<void> {
  const begin = (parent: Context): { readonly rollBack: () => void } => {
    const [ctx, cancel] = context.withCancel(parent);
    go(async function awaitDone() { await ctx.done().receive(); });
    return { rollBack: cancel };
  };
  const transaction = begin(context.background());
  using _end = defer(() => transaction.rollBack());
  await gosched();
}

// The lock is kept while polling for something that only its next holder would bring about.
// found: livelock
export async function pollsUnderTheLock(): Promise<void> {
  const mu = new sync.Mutex();
  const ready = new atomic.Bool();
  const wg = new sync.WaitGroup();
  await mu.lock();
  wg.go(async function makeReady() {
    using _held = await mu.acquire();
    ready.store(true);
  });
  while (!ready.load()) await time.sleep(1);
  mu.unlock();
  await wg.wait();
}

export async function pollsUnderTheLockMended(): Promise<void> {
  const mu = new sync.Mutex();
  const ready = new atomic.Bool();
  const wg = new sync.WaitGroup();
  wg.go(async function makeReady() {
    using _held = await mu.acquire();
    ready.store(true);
  });
  while (!ready.load()) await time.sleep(1);
  await wg.wait();
}

// A closed channel is always ready, and the loop asks it for ever.
// found: livelock
export async function closedCaseSpins(): Promise<void> {
  const events = chan<number>();
  const stop = chan<void>();
  events.close();
  for (;;) {
    const event = await select({ events, stop });
    if (event.case === 'stop') return;
  }
}

export async function closedCaseSpinsMended(): Promise<void> {
  const events = chan<number>();
  const stop = chan<void>();
  events.close();
  for (;;) {
    const event = await select({ events, stop });
    if (event.case === 'stop' || !event.ok) return;
  }
}

// One value says "done", and two wait for it.
// found: leak
// stuck: waiter | chan receive | done
export async function oneValueForTwo(): Promise<void> {
  const done = chan<void>();
  const waiter = async (): Promise<void> => { await done.receive(); };
  go(waiter);
  go(waiter);
  await done.send();
}

export async function oneValueForTwoMended(): Promise<void> {
  const done = chan<void>();
  const waiter = async (): Promise<void> => { await done.receive(); };
  go(waiter);
  go(waiter);
  done.close();
  await gosched();
}

// A notification is dropped when nobody is listening at that moment, and nobody sends another.
// found: deadlock
// stuck: main | chan receive | changed
export async function notificationDropped(): Promise<void> {
  const changed = chan<void>();
  go(async function change() { await select({ told: select.send(changed, undefined), default: true }); });
  await changed.receive();
}

export async function notificationDroppedMended(): Promise<void> {
  const changed = chan<void>(1);
  go(async function change() { await select({ told: select.send(changed, undefined), default: true }); });
  await changed.receive();
}

// A server replies to somebody who has given up, and everybody after that waits in vain.
// found: deadlock
// stuck: main | chan send | requests
// stuck: serve | chan send | reply
export async function replyToSomebodyGone(): Promise<void> {
  const requests = chan<Channel<number>>();
  go.daemon(async function serve() {
    for await (const reply of requests) {
      await time.sleep(5);
      await reply.send(1);
    }
  });
  const ask = async (patience: number): Promise<void> => {
    const reply = chan<number>(0, 'reply');
    await requests.send(reply);
    await select({ reply, late: time.after(patience) });
  };
  await ask(5);
  await ask(100);
}

export async function replyToSomebodyGoneMended(): Promise<void> {
  const requests = chan<Channel<number>>();
  go.daemon(async function serve() {
    for await (const reply of requests) {
      await time.sleep(5);
      await reply.send(1);
    }
  });
  const ask = async (patience: number): Promise<void> => {
    const reply = chan<number>(1);
    await requests.send(reply);
    await select({ reply, late: time.after(patience) });
  };
  await ask(5);
  await ask(100);
}

// Whoever would signal the condition first hands over a value, and the waiter would have to take it.
// found: deadlock
// stuck: waitForStart | sync.Cond.Wait | started
// stuck: start | chan send | config
export async function valueBeforeTheSignal(): Promise<void> {
  const mu = new sync.Mutex();
  const started = new sync.Cond(mu);
  const config = chan<number>();
  const wg = new sync.WaitGroup();
  wg.go(async function waitForStart() {
    await mu.lock();
    await started.wait();
    mu.unlock();
    await config.receive();
  });
  wg.go(async function start() {
    await config.send(1);
    using _held = await mu.acquire();
    started.broadcast();
  });
  await wg.wait();
}

export async function valueBeforeTheSignalMended(): Promise<void> {
  const config = chan<number>();
  const wg = new sync.WaitGroup();
  wg.go(async function waitForStart() { await config.receive(); });
  wg.go(async function start() { await config.send(1); });
  await wg.wait();
}

// A reader sends while it holds its share of the lock, and the receiver wants to write first.
// found: deadlock
// stuck: list | chan send | names
// stuck: main | sync.RWMutex.Lock | mu
export async function readerSends(): Promise<void> {
  const mu = new sync.RWMutex();
  const names = chan<string>();
  go(async function list() {
    using _read = await mu.rAcquire();
    await names.send('a');
  });
  await mu.lock();
  mu.unlock();
  await names.receive();
}

export async function readerSendsMended(): Promise<void> {
  const mu = new sync.RWMutex();
  const names = chan<string>();
  go(async function list() {
    await mu.rLock();
    mu.rUnlock();
    await names.send('a');
  });
  await mu.lock();
  mu.unlock();
  await names.receive();
}

// All workers are waited for before any of their results is taken.
// found: deadlock
// stuck: main | sync.WaitGroup.Wait | wg
// stuck: work | chan send | results
export async function waitsBeforeItTakes(): Promise<void> {
  const results = chan<number>();
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 2; n++) wg.go(async function work() { await results.send(n); });
  await wg.wait();
  await results.receive();
}

export async function waitsBeforeItTakesMended(): Promise<void> {
  const results = chan<number>(2);
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 2; n++) wg.go(async function work() { await results.send(n); });
  await wg.wait();
  await results.receive();
}

// Each worker is sent a word to stop; one has stopped by itself, and its word has nobody to hear it.
// found: deadlock
// stuck: main | chan send | stop
export async function stopsOneTooMany(): Promise<void> {
  const stop = chan<void>();
  for (let n = 0; n < 2; n++) {
    go(async function work() {
      if (n === 1) return;
      await stop.receive();
    });
  }
  for (let n = 0; n < 2; n++) await stop.send();
}

export async function stopsOneTooManyMended(): Promise<void> {
  const stop = chan<void>();
  for (let n = 0; n < 2; n++) {
    go(async function work() {
      if (n === 1) return;
      await stop.receive();
    });
  }
  stop.close();
  await gosched();
}

// Under the lock, a callback waits for a goroutine that needs the lock to get there.
// found: deadlock
// stuck: main | chan receive | loaded
// stuck: load | sync.Mutex.Lock | mu
export async function callbackUnderTheLock(): Promise<void> {
  const mu = new sync.Mutex();
  const loaded = chan<void>();
  const initialise = async (callback: () => Promise<void>): Promise<void> => {
    using _held = await mu.acquire();
    await callback();
  };
  go(async function load() {
    await mu.lock();
    mu.unlock();
    loaded.close();
  });
  await initialise(async () => { await loaded.receive(); });
}

export async function callbackUnderTheLockMended(): Promise<void> {
  const mu = new sync.Mutex();
  const loaded = chan<void>();
  go(async function load() {
    await mu.lock();
    mu.unlock();
    loaded.close();
  });
  await mu.lock();
  mu.unlock();
  await loaded.receive();
}

// Two goroutines have to take turns three times in one particular way before anything goes wrong.
// found: panic
export async function threeTurns(): Promise<void> {
  const stage = new atomic.Int32();
  const wg = new sync.WaitGroup();
  wg.go(async function even() {
    for (let step = 0; step < 6; step++) {
      await gosched();
      if (stage.load() % 2 === 0) stage.add(1);
    }
  });
  wg.go(async function odd() {
    for (let step = 0; step < 6; step++) {
      await gosched();
      if (stage.load() % 2 === 1) stage.add(1);
      if (stage.load() === 6) panic('six turns');
    }
  });
  await wg.wait();
}

export async function threeTurnsMended(): Promise<void> {
  const stage = new atomic.Int32();
  const wg = new sync.WaitGroup();
  wg.go(async function even() { for (let step = 0; step < 6; step++) { await gosched(); stage.add(1); } });
  wg.go(async function odd() { for (let step = 0; step < 6; step++) { await gosched(); stage.add(1); } });
  await wg.wait();
  if (stage.load() !== 12) panic('turns were lost');
}
