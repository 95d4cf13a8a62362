import { AsyncLocalStorage } from 'node:async_hooks';
import { Unbuffered } from '../floors/channels/unbuffered.ts';
import { loadLowered } from './generators/loader.ts';
import { SafeChannel } from './generators/safe-channel.ts';
import { call, spawn, type Task } from './generators/tasks.ts';
import * as hand from './generators/by-hand.ts';
import * as native from './generators/subject.ts';

/**
 * Can generator goroutines serve ordinary `async` programs? Runs the same code as it is, lowered as compilers do it (a generator driven by
 * promises), and lowered onto the run queue, and prints what differs. Usage: node bench/spikes/generators.ts
 */
type Subject = typeof native;
const subject = new URL('./generators/subject.ts', import.meta.url);
const ways: readonly (readonly [string, Subject])[] = [
  ['as it is', native],
  ['generators driven by promises', await loadLowered<Subject>(subject, 'promises')],
  ['generators on the run queue', await loadLowered<Subject>(subject, 'tasks')],
];

/** Runs a body as a goroutine, whatever it is made of, to its end. */
function finish<T>(body: () => Promise<T>): Promise<T> {
  const task: Task = spawn((function* (): Generator<unknown, unknown, unknown> { return yield body(); })());
  return new Promise((resolve, reject) => { task.then((value) => resolve(value as T), reject); });
}

/** Nanoseconds of processor time for one of them. */
async function cost(times: number, body: (times: number) => Promise<void>): Promise<string> {
  await finish(() => body(Math.min(times, 50_000)));
  const { user, system } = process.cpuUsage();
  await finish(() => body(times));
  const used = process.cpuUsage({ user, system });
  return `${Math.round(((used.user + used.system) * 1_000) / times)} ns`;
}

/** A partner that sends for ever, and a channel to receive from. */
function source(): () => PromiseLike<unknown> {
  const values = new SafeChannel(0);
  spawn((function* (): Generator<unknown, void, unknown> { for (;;) yield values.send(1); })());
  return () => values.receive() as PromiseLike<unknown>;
}

/** The same over a floor's channel, whose operations are promises: what the code costs where there are no generators at all. */
function promiseSource(): () => PromiseLike<unknown> {
  const values = new Unbuffered();
  void (async () => { for (;;) await values.send(1); })();
  return () => values.receive();
}

const foreign = (): Promise<unknown> => Promise.resolve(1);
const rows: string[][] = [['', ...ways.map(([way]) => way), 'by hand: a task a call', 'by hand: `yield*`']];
const measure = async (title: string, times: number, body: (way: Subject, times: number) => Promise<void>): Promise<void> => {
  const row = [title];
  for (const [, way] of ways) row.push(await cost(times, (count) => body(way, count)));
  rows.push(row);
};
const observe = async (title: string, see: (way: Subject) => Promise<unknown>): Promise<void> => {
  const row = [title];
  for (const [, way] of ways) row.push(String(await finish(() => see(way))));
  rows.push(row);
};

/** The same by hand, in the last row's further columns. */
async function byHand(times: number, ...bodies: readonly (((times: number) => Generator<unknown, unknown, unknown>) | undefined)[]): Promise<void> {
  for (const body of bodies) rows.at(-1)?.push(body === undefined ? '' : await cost(times, (count) => call(body(count)) as unknown as Promise<void>));
}

for (const depth of [0, 1, 5, 20]) {
  const times = Math.round(300_000 / (depth + 1));
  await measure(`call ${depth} deep, receive once, return`, times, (way, count) => way.callAndWait(depth, source(), count));
  await byHand(times, (count) => hand.callAndWait(depth, source(), count), (count) => hand.delegateAndWait(depth, source(), count));
}
for (const depth of [0, 5, 20]) {
  await measure(`receive, ${depth} calls deep`, 300_000, (way, times) => way.waitDeep(depth, source(), times));
  await byHand(300_000, undefined, (count) => hand.delegateDeep(depth, source(), count));
}
await measure('call 5 deep, receive from a channel of promises, return', 50_000, (way, times) => way.callAndWait(5, promiseSource(), times));
await measure('receive from a channel of promises', 300_000, (way, times) => way.waitDeep(0, promiseSource(), times));
await measure('await a promise of the platform', 300_000, (way, times) => way.waitDeep(0, foreign, times));
await observe('order of two calls and a microtask', async (way) => {
  const log: string[] = [];
  await way.order(log);
  return log.join(' ');
});
await observe('stack of an error after a wait', (way) => way.stackAfterWait(source()));
await observe('`Promise.all` of two calls', async (way) => (await way.both(source())).join(' '));
await observe('a call gives: a Promise, `then`, `finally`', (way) => way.isPromise(source()));

const storage = new AsyncLocalStorage<string>();
await observe('AsyncLocalStorage before and after a receive', async (way) => {
  const mine = storage.run('mine', () => way.aroundWait(() => storage.getStore(), source()));
  return (await mine).map((store) => String(store)).join(', ');
});

process.stdout.write(rows.map((row) => [...row, ...Array.from({ length: (rows[0]?.length ?? 0) - row.length }, () => '')]).map((row, at) => `| ${row.join(' | ')} |\n${at === 0 ? `|${' --- |'.repeat(row.length)}\n` : ''}`).join(''));
const { taking, entering } = contextCost();
process.stdout.write(`\nKeeping AsyncLocalStorage right on the run queue: ${taking} ns to take a context for each task, ${entering} ns to enter it for each step.\n`);
process.exit();

/** Nanoseconds to take a context, and to enter one. */
function contextCost(): { taking: number; entering: number } {
  const TIMES = 1_000_000;
  const time = (body: () => void): number => {
    body();
    const start = process.cpuUsage().user;
    body();
    return Math.round((process.cpuUsage().user - start) * 1_000 / TIMES);
  };
  let sink: unknown;
  const enter = storage.run('mine', () => AsyncLocalStorage.snapshot());
  const step = (): void => { sink = storage.getStore(); };
  const taking = time(() => { for (let i = 0; i < TIMES; i++) sink = AsyncLocalStorage.snapshot(); });
  const entering = time(() => { for (let i = 0; i < TIMES; i++) enter(step); }) - time(() => { for (let i = 0; i < TIMES; i++) step(); });
  if (sink === step) throw new Error('unreachable: it keeps the engine from leaving the work out');
  return { taking, entering };
}
