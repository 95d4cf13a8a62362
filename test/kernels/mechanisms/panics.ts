// Ways in which an order of events breaks a rule. Each stands beside its mended version.
import { atomic, chan, defer, go, gosched, select, sync, time } from 'concurrency-tutor';

// Two goroutines close the same channel when they are finished.
// found: panic close-of-closed
export async function closedByBoth(): Promise<void> {
  const out = chan<number>(4);
  const wg = new sync.WaitGroup();
  const sent = new sync.WaitGroup();
  sent.add(2);
  const produce = async (n: number): Promise<void> => {
    await out.send(n);
    sent.done();
    await sent.wait();
    out.close();
  };
  wg.go(produce, 1);
  wg.go(produce, 2);
  await wg.wait();
}

export async function closedByBothMended(): Promise<void> {
  const out = chan<number>(4);
  const wg = new sync.WaitGroup();
  const produce = async (n: number): Promise<void> => { await out.send(n); };
  wg.go(produce, 1);
  wg.go(produce, 2);
  await wg.wait();
  out.close();
}

// Whether the channel is closed is looked at first, and closed afterwards: both may find it open.
// found: panic close-of-closed
export async function lookedBeforeClosing(): Promise<void> {
  const stop = chan<void>();
  const stopOnce = async (): Promise<void> => {
    const event = await select({ stop, default: true });
    if (event.case === 'default') stop.close();
  };
  const wg = new sync.WaitGroup();
  wg.go(stopOnce);
  wg.go(stopOnce);
  await wg.wait();
}

export async function lookedBeforeClosingMended(): Promise<void> {
  const stop = chan<void>();
  const once = new sync.Once();
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 2; n++) wg.go(async function stopOnce() { await once.do(() => stop.close()); });
  await wg.wait();
}

// The receiver closes the channel when it has had enough, and a sender is still sending.
// found: panic send-on-closed
export async function closedByTheReceiver(): Promise<void> {
  const numbers = chan<number>();
  const wg = new sync.WaitGroup();
  wg.go(async function send() { for (let n = 0; n < 3; n++) await numbers.send(n); });
  await numbers.receive();
  numbers.close();
  await wg.wait();
}

export async function closedByTheReceiverMended(): Promise<void> {
  const numbers = chan<number>();
  const stop = chan<void>();
  const wg = new sync.WaitGroup();
  wg.go(async function send() {
    for (let n = 0; n < 3; n++) {
      const event = await select({ sent: select.send(numbers, n), stop });
      if (event.case === 'stop') return;
    }
  });
  await numbers.receive();
  stop.close();
  await wg.wait();
}

// A late worker sends after the coordinator has timed out and closed.
// found: panic send-on-closed
export async function lateForTheClose(): Promise<void> {
  const results = chan<number>(4);
  for (let n = 0; n < 2; n++) {
    go(async function work() {
      await time.sleep(10 * (n + 1));
      await results.send(n);
    });
  }
  await time.sleep(20);
  results.close();
  await time.sleep(10);
}

export async function lateForTheCloseMended(): Promise<void> {
  const results = chan<number>(4);
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 2; n++) {
    wg.go(async function work() {
      await time.sleep(10 * (n + 1));
      await results.send(n);
    });
  }
  await wg.wait();
  results.close();
}

// The handle of a test refuses to log once the test has finished; a goroutine that outlives the test logs.
// found: panic
export async function logsAfterTheTest(): Promise<void> {
  const finished = new atomic.Bool();
  const log = (line: string): void => {
    if (finished.load()) throw new Error(`log after the test has finished: ${line}`);
  };
  go(async function background() {
    await gosched();
    log('still here');
  });
  await gosched();
  finished.store(true);
  await gosched();
}

export async function logsAfterTheTestMended(): Promise<void> {
  const finished = new atomic.Bool();
  const log = (line: string): void => {
    if (finished.load()) throw new Error(`log after the test has finished: ${line}`);
  };
  const wg = new sync.WaitGroup();
  wg.go(async function background() {
    await gosched();
    log('still here');
  });
  await wg.wait();
  finished.store(true);
}

// A goroutine uses what another has not made yet.
// found: panic
export async function usedBeforeMade(): Promise<void> {
  const registry = new Map<string, { readonly name: string }>();
  const mu = new sync.Mutex();
  go(async function make() {
    using _held = await mu.acquire();
    registry.set('default', { name: 'default' });
  });
  const wg = new sync.WaitGroup();
  wg.go(async function use() {
    using _held = await mu.acquire();
    const entry = registry.get('default') as { readonly name: string };
    console.log(entry.name.length);
  });
  await wg.wait();
}

export async function usedBeforeMadeMended(): Promise<void> {
  const registry = new Map<string, { readonly name: string }>([['default', { name: 'default' }]]);
  const mu = new sync.Mutex();
  const wg = new sync.WaitGroup();
  wg.go(async function use() {
    using _held = await mu.acquire();
    const entry = registry.get('default') as { readonly name: string };
    console.log(entry.name.length);
  });
  await wg.wait();
}

// A lock is given back that was already given back on the way out.
// found: panic lock-misuse
export async function unlockedTwice(): Promise<void> {
  const mu = new sync.Mutex();
  const wg = new sync.WaitGroup();
  wg.go(async function work() {
    await mu.lock();
    using _unlock = defer(() => mu.unlock());
    mu.unlock();
    await gosched();
  });
  await wg.wait();
}

export async function unlockedTwiceMended(): Promise<void> {
  const mu = new sync.Mutex();
  const wg = new sync.WaitGroup();
  wg.go(async function work() {
    await mu.lock();
    using _unlock = defer(() => mu.unlock());
    await gosched();
  });
  await wg.wait();
}

// An alarm closes the channel, and so does the regular way out.
// found: panic close-of-closed
export async function closedByTheAlarmToo(): Promise<void> {
  const stop = chan<void>();
  time.afterFunc(10, () => stop.close());
  await select({ stop, done: time.after(10) });
  await gosched();
  stop.close();
  await time.sleep(1);
}

export async function closedByTheAlarmTooMended(): Promise<void> {
  const stop = chan<void>();
  const once = sync.onceFunc(() => stop.close());
  time.afterFunc(10, once);
  await select({ stop, done: time.after(10) });
  await gosched();
  once();
  await time.sleep(1);
}
