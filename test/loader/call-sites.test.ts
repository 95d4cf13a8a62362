import { describe, expect, test } from 'vitest';
import { type LoadedProgram, MarkedProgram, runNative } from '../../src/loader/index.ts';
import { loadText } from '../explore/load-text.ts';

const imports = "import { chan, context, errgroup, go, gosched, nilChan, panic, run, runtime, select, semaphore, sync, time } from 'concurrency-tutor';\n";

/** The stack of a program in which main waits for others, marked and at full detail: `runtime.stack()`, by a goroutine that looks on. */
async function stacks(body: string): Promise<readonly [marked: string, full: string]> {
  const program = await loadText(`${imports}
export default async () => {
  go(async function looksOn() { await time.sleep(5); seen = runtime.stack(); finished.close(); });
  ${body}
  await finished.receive();
  return seen;
};
let seen = '';
const finished = chan<void>();
`);
  return [await runNative(new MarkedProgram(program)) as string, await runNative(program) as string];
}

describe('a marked program knows where each operation was called that waits', () => {
  test.each([
    ['a send', 'const jobs = chan<number>(); go(() => jobs.send(1));'],
    ['a receive', 'const jobs = chan<number>(); go(async () => { await jobs.receive(); });'],
    ['a receive with ok', 'const jobs = chan<number>(); go(async () => { const [n] = await jobs.receiveOk(); console.log(n); });'],
    ['a loop over a channel', 'const jobs = chan<number>(1); await jobs.send(1); go(async () => { for await (const job of jobs) await gosched(); });'],
    ['a select', 'const [a, b] = [chan<number>(), chan<number>()]; go(async () => { await select({ a, sent: select.send(b, 1) }); });'],
    ['a lock', 'const mu = new sync.Mutex(); await mu.lock(); go(async () => { await mu.lock(); }); go(async () => { using _l = await mu.acquire(); });'],
    ['a wait group', 'const wg = new sync.WaitGroup(); wg.add(); go(async () => { await wg.wait(); });'],
    ['a condition', 'const cond = new sync.Cond(new sync.Mutex()); go(async () => { await cond.locker.lock(); await cond.wait(); });'],
    ['a sleep', 'go(() => time.sleep(50));'],
    ['the end of a context', 'const [ctx] = context.withCancel(context.background()); go(async () => { await ctx.done().receive(); });'],
    ['an operation whose argument is an operation', 'const [a, b] = [chan<number>(1), chan<number>()]; await a.send(1); go(async () => { await b.send(await a.receive() ?? 0); });'],
    ['several goroutines in turn', 'const a = chan<number>(); for (let i = 0; i < 3; i++) go(async function turn() { await gosched();\n await a.send(i); });'],
  ])('%s', async (_name, body) => {
    const [marked, full] = await stacks(body);
    expect(marked).toBe(full);
    expect(marked).toMatch(/program\.ts:\d+:\d+/);
  });
});

/** What a program prints, marked or not. */
async function printed(body: string, how: 'marked' | 'plain'): Promise<unknown> {
  const program = await loadText(`${imports}\nexport default async () => {\n  const out: unknown[] = [];\n  ${body}\n  return out;\n};\n`);
  return runNative(how === 'marked' ? new MarkedProgram(program) : program).catch((error: unknown) => (error instanceof Error ? error.message : error));
}

describe('marks change nothing of what a program does', () => {
  test.each([
    ['methods of one\'s own keep their arguments', 'const own = { send(...all: unknown[]) { out.push(this === own, all.length, arguments.length); } }; own.send(); own.send(1); own.send(...[1, 2], 3); own.send(...[1, 2]); own.send(undefined);'],
    ['the order of evaluation', 'const note = (n: number) => (out.push(n), n); const own = { receive: (a: number, b: number) => { out.push(a + b); } }; (out.push(0), own).receive(note(1), note(2));'],
    ['optional calls', 'const maybe = undefined as { wait(n: number): void; receive?(): void } | undefined; maybe?.wait(out.push(1)); ({ receive: undefined as (() => void) | undefined }).receive?.(); out.push("end");'],
    ['names and computed members', 'const key = "send"; const own = { send: (n: number) => out.push(n) }; own[key](7); out.push(own.send.name);'],
    ['generators and spread', 'function* ones() { yield 1; } const own = { do: (...n: number[]) => out.push(n.length) }; own.do(...ones()); own.do(...ones(), ...ones());'],
    ['a loop over something else', 'async function* two() { yield 1; yield 2; } for await (const n of two()) out.push(n); for await (const n of [Promise.resolve(3)]) out.push(n);'],
    ['errors', 'const jobs = chan<number>(); jobs.close(); try { await jobs.send(1); } catch (error) { out.push(String(error)); } throw new RangeError("over");'],
    ['values that are functions', 'const own = { do: (fn: () => number) => out.push(fn()) }; own.do(() => 5); await new sync.Once().do(async () => { out.push("once"); });'],
    ['comments and brackets within calls', 'const own = { wait: (n: number, m = 0) => out.push(n + m) }; own.wait(/* one */ 1 /* two */); own.wait((1, 2),); own.wait(1, (3));'],
  ])('%s', async (_name, body) => {
    const plain = await printed(body, 'plain');
    expect(await printed(body, 'marked')).toEqual(plain);
  });
});

test('an error keeps its exact places', async () => {
  const program = await loadText(`${imports}\nexport default async () => { const jobs = chan<number>(1); await jobs.send(1); await jobs.send(boom()); };\nfunction boom(): number {\n  throw new Error('here');\n}\n`);
  const placesIn = async (one: LoadedProgram): Promise<unknown> => {
    const error = await runNative(one).catch((thrown: unknown) => thrown) as Error;
    return [...(error.stack ?? '').matchAll(/(program-\w+\.js):(\d+):(\d+)/g)].map(([, file = '', line, column]) => one.site({ file, line: Number(line), column: Number(column) }));
  };
  const places = await placesIn(new MarkedProgram(program));
  expect(places).toEqual(await placesIn(program));
  expect(places).toMatchObject([{ line: 5, column: 9 }, { line: 3 }]);
});

test('without marks, nothing is remembered any more', async () => {
  const program = await loadText(`${imports}\nexport default async () => { const jobs = chan<number>(); go(async () => { await jobs.receive(); }); await gosched(); return runtime.stack(); };\n`);
  expect(await runNative(new MarkedProgram(program))).toMatch(/program\.ts/);
  expect(await runNative(program, { export: 'default', args: [], detail: 'off' })).not.toMatch(/program\.ts/);
});
