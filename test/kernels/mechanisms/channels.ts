// Ways in which channels keep goroutines waiting. Each stands beside its mended version.
import { atomic, chan, context, defer, errgroup, go, gosched, nilChan, select, singleflight, sync, time, type Channel, type ReceiveChannel, type SendChannel } from 'concurrency-tutor';

// Asking three servers and taking the first answer: the others have nobody to give theirs to.
// found: leak
// stuck: ask | chan send | answers
export async function firstAnswerWins(): Promise<void> {
  const answers = chan<number>();
  const ask = async (server: number): Promise<void> => { await answers.send(server); };
  for (let server = 0; server < 3; server++) go(ask, server);
  await answers.receive();
}

export async function firstAnswerWinsMended(): Promise<void> {
  const answers = chan<number>(3);
  const ask = async (server: number): Promise<void> => { await answers.send(server); };
  for (let server = 0; server < 3; server++) go(ask, server);
  await answers.receive();
}

// Every job is handed out before the first result is taken, and results have no room.
// found: deadlock
// stuck: main | chan send | jobs
// stuck: worker | chan send | results
export async function allJobsFirst(): Promise<void> {
  const jobs = chan<number>();
  const results = chan<number>();
  const worker = async (): Promise<void> => { for await (const job of jobs) await results.send(job * 2); };
  for (let i = 0; i < 2; i++) go(worker);
  for (let job = 0; job < 5; job++) await jobs.send(job);
  jobs.close();
  for (let job = 0; job < 5; job++) await results.receive();
}

export async function allJobsFirstMended(): Promise<void> {
  const jobs = chan<number>();
  const results = chan<number>();
  const worker = async (): Promise<void> => { for await (const job of jobs) await results.send(job * 2); };
  for (let i = 0; i < 2; i++) go(worker);
  go(async function handOut() {
    for (let job = 0; job < 5; job++) await jobs.send(job);
    jobs.close();
  });
  for (let job = 0; job < 5; job++) await results.receive();
}

// The consumer of a pipeline stops early, and every stage above it is left with a value.
// found: leak
// stuck: count | chan send | numbers
// stuck: square | chan send | squares
export async function pipelineCutShort(): Promise<void> {
  const numbers = chan<number>();
  const squares = chan<number>();
  const stop = chan<void>();
  await pipeline(numbers, squares, stop);
}

async function pipeline(numbers: Channel<number>, squares: Channel<number>, _stop: ReceiveChannel<void>): Promise<void> {
  go(async function count() {
    for (let n = 0; n < 10; n++) await numbers.send(n);
    numbers.close();
  });
  go(async function square() {
    for await (const n of numbers) await squares.send(n * n);
    squares.close();
  });
  for await (const n of squares) if (n >= 4) break;
}

export async function pipelineCutShortMended(): Promise<void> {
  const numbers = chan<number>();
  const squares = chan<number>();
  const stop = chan<void>();
  using _stop = defer(() => stop.close());
  go(async function count() {
    for (let n = 0; n < 10; n++) {
      const { case: which } = await select({ sent: select.send(numbers, n), stop });
      if (which === 'stop') return;
    }
    numbers.close();
  });
  go(async function square() {
    for (;;) {
      const next = await select({ number: numbers, stop });
      if (next.case === 'stop' || !next.ok) return;
      const { case: which } = await select({ sent: select.send(squares, next.value * next.value), stop });
      if (which === 'stop') return;
    }
  });
  for (let taken = 0; taken < 3; taken++) await squares.receive();
}

// Nobody closes the merged channel, so its reader never learns that it was the last value.
// found: deadlock
// stuck: main | chan receive | merged
export async function mergedAndNeverClosed(): Promise<void> {
  const merged = chan<number>();
  for (let source = 0; source < 2; source++) go(async function forward() { await merged.send(source); });
  let sum = 0;
  for await (const value of merged) sum += value;
  console.log(sum);
}

export async function mergedAndNeverClosedMended(): Promise<void> {
  const merged = chan<number>();
  const wg = new sync.WaitGroup();
  for (let source = 0; source < 2; source++) wg.go(async function forward() { await merged.send(source); });
  go(async function closeMerged() {
    await wg.wait();
    merged.close();
  });
  let sum = 0;
  for await (const value of merged) sum += value;
  console.log(sum);
}

// A channel field that was never made.
// found: leak nil-channel
// stuck: listen | chan receive (nil chan)
export async function neverMade(): Promise<void> {
  const events: ReceiveChannel<string> = nilChan<string>();
  go(async function listen() { await events.receive(); });
  await gosched();
}

export async function neverMadeMended(): Promise<void> {
  const events = chan<string>(1);
  go(async function listen() { await events.receive(); });
  await events.send('made');
}

// Two peers send before they receive.
// found: deadlock
// stuck: left | chan send | toRight
// stuck: right | chan send | toLeft
export async function bothSendFirst(): Promise<void> {
  const toLeft = chan<string>();
  const toRight = chan<string>();
  const wg = new sync.WaitGroup();
  wg.go(async function left() {
    await toRight.send('hello');
    await toLeft.receive();
  });
  wg.go(async function right() {
    await toLeft.send('hello');
    await toRight.receive();
  });
  await wg.wait();
}

export async function bothSendFirstMended(): Promise<void> {
  const toLeft = chan<string>();
  const toRight = chan<string>();
  const wg = new sync.WaitGroup();
  wg.go(async function left() {
    await toRight.send('hello');
    await toLeft.receive();
  });
  wg.go(async function right() {
    await toRight.receive();
    await toLeft.send('hello');
  });
  await wg.wait();
}

// A value is sent while the lock is held that its receiver takes first.
// found: deadlock
// stuck: publish | chan send | updates
// stuck: main | sync.Mutex.Lock | mu
export async function sendUnderLock(): Promise<void> {
  const mu = new sync.Mutex();
  const updates = chan<number>();
  go(async function publish() {
    using _held = await mu.acquire();
    await updates.send(1);
  });
  await mu.lock();
  mu.unlock();
  await updates.receive();
}

export async function sendUnderLockMended(): Promise<void> {
  const mu = new sync.Mutex();
  const updates = chan<number>();
  go(async function publish() {
    await mu.lock();
    mu.unlock();
    await updates.send(1);
  });
  await mu.lock();
  mu.unlock();
  await updates.receive();
}

// A channel of slots stands for a semaphore, and whoever holds a slot asks for another.
// found: deadlock
// stuck: walk | chan send | slots
export async function slotWithinSlot(): Promise<void> {
  const slots = chan<void>(2);
  const wg = new sync.WaitGroup();
  const walk = async (depth: number): Promise<void> => {
    await slots.send();
    if (depth > 0) await walk(depth - 1);
    await slots.receive();
  };
  wg.go(walk, 1);
  wg.go(walk, 1);
  await wg.wait();
}

export async function slotWithinSlotMended(): Promise<void> {
  const slots = chan<void>(2);
  const wg = new sync.WaitGroup();
  const walk = async (depth: number): Promise<void> => {
    await slots.send();
    await slots.receive();
    if (depth > 0) await walk(depth - 1);
  };
  wg.go(walk, 1);
  wg.go(walk, 1);
  await wg.wait();
}

// A goroutine of a group with a limit starts another one in the same group.
// found: deadlock
// stuck: main | sync.WaitGroup.Wait
// stuck: outer | errgroup.Go
export async function groupWithinItsLimit(): Promise<void> {
  const group = new errgroup.Group();
  group.setLimit(1);
  await group.go(async function outer() { await group.go(async function inner() {}); });
  await group.wait();
}

export async function groupWithinItsLimitMended(): Promise<void> {
  const group = new errgroup.Group();
  group.setLimit(1);
  await group.go(async function outer() {});
  await group.go(async function inner() {});
  await group.wait();
}

// One of a group fails and the context ends, but another of the group waits to send and does not look at the context.
// found: deadlock
// stuck: main | sync.WaitGroup.Wait
// stuck: produce | chan send | values
export async function groupDeafToItsContext(): Promise<void> {
  const [group] = errgroup.withContext(context.background());
  const values = chan<number>();
  await group.go(async function produce() { for (let n = 0; n < 3; n++) await values.send(n); });
  await group.go(async function consume() {
    await values.receive();
    throw new Error('cannot store');
  });
  await group.wait().catch(() => {});
}

export async function groupDeafToItsContextMended(): Promise<void> {
  const [group, ctx] = errgroup.withContext(context.background());
  const values = chan<number>();
  await group.go(async function produce() {
    for (let n = 0; n < 3; n++) {
      const { case: which } = await select({ sent: select.send(values, n), gone: ctx.done() });
      if (which === 'gone') return;
    }
  });
  await group.go(async function consume() {
    await values.receive();
    throw new Error('cannot store');
  });
  await group.wait().catch(() => {});
}

// One reply is expected for each request, but a refused request gets none.
// found: deadlock
// stuck: main | chan receive | replies
export async function oneReplyTooFew(): Promise<void> {
  const replies = chan<number>(3);
  for (let request = 0; request < 3; request++) {
    go(async function handle() { if (request !== 1) await replies.send(request); });
  }
  for (let request = 0; request < 3; request++) await replies.receive();
}

export async function oneReplyTooFewMended(): Promise<void> {
  const replies = chan<number>(3);
  for (let request = 0; request < 3; request++) {
    go(async function handle() { await replies.send(request === 1 ? -1 : request); });
  }
  for (let request = 0; request < 3; request++) await replies.receive();
}

// Work is done in the one loop that also hears the stop signal; the loop is busy offering when the stop comes, and nobody takes the offer.
// found: leak
// stuck: loop | chan send | out
export async function busyWhenStopped(): Promise<void> {
  const out = chan<number>();
  const stop = chan<void>();
  go(async function loop() {
    using ticker = time.newTicker(10);
    for (let n = 0; ; n++) {
      const event = await select({ tick: ticker.channel, stop });
      if (event.case === 'stop') return;
      await out.send(n);
    }
  });
  await out.receive();
  await time.sleep(15);
  stop.close();
}

export async function busyWhenStoppedMended(): Promise<void> {
  const out = chan<number>();
  const stop = chan<void>();
  go(async function loop() {
    using ticker = time.newTicker(10);
    for (let n = 0; ; n++) {
      const event = await select({ tick: ticker.channel, stop });
      if (event.case === 'stop') return;
      const { case: which } = await select({ sent: select.send(out, n), stop });
      if (which === 'stop') return;
    }
  });
  await out.receive();
  await time.sleep(15);
  stop.close();
}

// A call that is shared by key makes, within itself, the same call.
// found: deadlock
export async function flightWithinFlight(): Promise<void> {
  const flights = new singleflight.Group();
  await flights.do('key', async () => { await flights.do('key', () => 1); });
}

export async function flightWithinFlightMended(): Promise<void> {
  const flights = new singleflight.Group();
  await flights.do('key', async () => { await flights.do('other key', () => 1); });
}

// Two short goroutines close the ends of a long daisy chain; only when both come while the last value is still under way is there nobody to take it.
// found: leak
// stuck: link | chan send
export async function chainClosedLate(): Promise<void> {
  const LINKS = 10;
  const first = chan<number>();
  const readerGone = chan<void>();
  let source: ReceiveChannel<number> = first;
  const link = async (from: ReceiveChannel<number>, to: SendChannel<number>): Promise<void> => {
    const value = await from.receive();
    if (value !== undefined) await to.send(value);
  };
  for (let n = 0; n < LINKS; n++) {
    const next = chan<number>();
    go(link, source, next);
    source = next;
  }
  go(async function feed() { await first.send(1); });
  const confirmed = new sync.WaitGroup();
  confirmed.add();
  const last = source;
  go(async function closeReader() { readerGone.close(); });
  go(async function read() {
    using _done = defer(() => confirmed.done());
    await select({ value: last, gone: readerGone });
  });
  await confirmed.wait();
}

export async function chainClosedLateMended(): Promise<void> {
  const LINKS = 10;
  const first = chan<number>();
  let source: ReceiveChannel<number> = first;
  const link = async (from: ReceiveChannel<number>, to: SendChannel<number>): Promise<void> => {
    const value = await from.receive();
    if (value !== undefined) await to.send(value);
  };
  for (let n = 0; n < LINKS; n++) {
    const next = chan<number>();
    go(link, source, next);
    source = next;
  }
  go(async function feed() { await first.send(1); });
  await source.receive();
}

// Two stoppers look at a flag in the middle of a long exchange and are only harmful when they run near its end: a random walk lets short goroutines run first.
// found: leak
// stuck: follower | chan receive | turns
export async function shortOnesLast(): Promise<void> {
  const turns = chan<number>();
  const quitLeader = chan<void>(1);
  const finished = chan<void>();
  const rounds = new atomic.Int32();
  go(async function follower() {
    for (;;) {
      const [, open] = await turns.receiveOk();
      if (!open) return;
    }
  });
  go(async function leader() {
    using _finished = defer(() => finished.close());
    for (let turn = 0; turn < 12; turn++) {
      await turns.send(turn);
      rounds.store(turn);
      const quit = quitLeader.tryReceive();
      // Leaving early forgets to close; it does so in the last rounds only.
      if (quit !== undefined && rounds.load() >= 9) return;
    }
    turns.close();
  });
  go(async function stopOne() {
    await gosched();
    if (rounds.load() >= 8) quitLeader.trySend();
  });
  go(async function stopTwo() {
    await gosched();
    if (rounds.load() >= 8) quitLeader.trySend();
  });
  await finished.receive();
}

export async function shortOnesLastMended(): Promise<void> {
  const turns = chan<number>();
  const finished = chan<void>();
  go(async function follower() { for await (const _turn of turns); });
  go(async function leader() {
    using _finished = defer(() => finished.close());
    using _close = defer(() => turns.close());
    for (let turn = 0; turn < 12; turn++) await turns.send(turn);
  });
  await finished.receive();
}
