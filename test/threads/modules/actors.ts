import { chan, context, defer, go, runtime, select, time, type threads } from 'concurrency-tutor';

/** Sends what it is given, one after the other. */
export async function produce(to: threads.SendChannel<number>, from: number, count: number): Promise<void> {
  for (let n = from; n < from + count; n++) await to.send(n);
}

export function produceSync(to: threads.SendChannel<number>, from: number, count: number): void {
  for (let n = from; n < from + count; n++) to.sendSync(n);
}

/** Sends on what it receives, until the channel is closed. */
export async function relay(from: threads.ReceiveChannel<unknown>, to: threads.SendChannel<unknown>): Promise<void> {
  for await (const value of from) await to.send(value);
}

export function relaySync(from: threads.ReceiveChannel<number>, to: threads.SendChannel<number>): void {
  for (let value = from.receiveSync(); value !== undefined; value = from.receiveSync()) to.sendSync(value);
}

/** Tells what arrives how: the case, and the value. */
export async function chooser(a: threads.ReceiveChannel<string>, b: threads.ReceiveChannel<string>, log: threads.SendChannel<string>, count: number): Promise<void> {
  const own = chan<string>();
  go(async () => own.send('from this thread'));
  for (let n = 0; n < count; n++) {
    const event = await select({ a, b, own });
    await log.send(`${event.case} ${event.ok ? event.value : 'closed'}`);
  }
}

/** Offers two values at once. */
export async function offerEither(a: threads.SendChannel<number>, b: threads.SendChannel<number>, count: number): Promise<void> {
  for (let n = 0; n < count; n++) await select({ a: select.send(a, n), b: select.send(b, n) });
}

/** Answers each question on the channel that came with it. */
export async function answer(questions: threads.ReceiveChannel<{ readonly n: number; readonly reply: threads.SendChannel<number> }>): Promise<void> {
  for await (const { n, reply } of questions) await reply.send(n * n);
}

export async function add(total: threads.Int32, large: threads.Int64, count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    total.add(1);
    large.add(2n ** 33n);
  }
}

/** Counts without an atomic step, under a lock. */
export async function countLocked(mu: threads.Mutex, counter: threads.Int32, count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    using _lock = await mu.acquire();
    const before = counter.load();
    if (n % 10 === 0) await time.sleep(0);
    counter.store(before + 1);
  }
}

export function countLockedSync(mu: threads.Mutex, counter: threads.Int32, count: number): void {
  for (let n = 0; n < count; n++) {
    mu.lockSync();
    counter.store(counter.load() + 1);
    mu.unlock();
  }
}

export async function untilDone(ctx: context.Context, log: threads.SendChannel<string>): Promise<void> {
  await ctx.done().receive();
  await log.send(`${ctx.err() === context.Canceled ? 'canceled' : ctx.err() === context.DeadlineExceeded ? 'late' : '?'}: ${String(context.cause(ctx))}`);
}

/** Looks at the context, and never lets its event loop turn. */
export function untilDoneSync(ctx: context.Context, started: threads.Int32, log: threads.SendChannel<string>): void {
  started.store(1);
  while (!ctx.err());
  log.sendSync('stopped');
}

/** Never looks at its context. */
export function deaf(_ctx: context.Context, started: threads.Int32): void {
  started.store(1);
  for (;;);
}

export function throwing(): never {
  throw new RangeError('thrown in a thread');
}

export async function throwingLater(): Promise<void> {
  go(() => { throw new Error('thrown by a goroutine of the thread'); });
  await time.sleep(10_000);
}

export function panicking(ch: threads.Channel<number>): void {
  ch.close();
  ch.close();
}

export async function exiting(mu: threads.Mutex): Promise<void> {
  await mu.lock();
  process.exit(3);
}

export function exhausting(): void {
  const all: unknown[] = [];
  for (;;) all.push(Array.from({ length: 1_000 }, (_, n) => ({ n })));
}

export function throwingOutside(): Promise<void> {
  setTimeout(() => { throw new Error('thrown by a timer'); }, 0);
  return new Promise(() => {});
}

export async function waiting(never: threads.ReceiveChannel<number>): Promise<void> {
  await never.receive();
}

export function waitingSync(never: threads.ReceiveChannel<number>): void {
  never.receiveSync();
}

export async function leaving(log: threads.SendChannel<string>): Promise<void> {
  using _left = defer(() => { log.trySend('deferred'); });
  await time.sleep(0);
  runtime.goexit();
}

let calls = 0;
/** How often this module's copy has been called. */
export async function called(log: threads.SendChannel<number>): Promise<void> {
  await log.send(++calls);
}
