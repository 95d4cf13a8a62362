import { describe, expect, test } from 'vitest';
import { chan, go, gosched, run, time } from '../../src/index.ts';
import { exploreProgram, replayProgram, type Exploration } from '../../src/explore/index.ts';
import { loadText } from './load-text.ts';

const imports = `import { run, go, chan, time, context, runtime, select, panic, errgroup, gosched, sync } from 'concurrency-tutor';\n`;
const explored = async (source: string, schedules = 10): Promise<Exploration> => exploreProgram(await loadText(imports + source), { schedules });
const verdictAndOutput = async (source: string): Promise<readonly [string, ...string[]]> => {
  const { report, outcomes } = await explored(source);
  return [report.verdict, ...outcomes.map(({ output }) => output)];
};

describe('a program passes', () => {
  test.each([
    ['that does not await what it runs', `run(async () => { await gosched(); console.log('ok'); });`],
    ['that uses what it runs in a callback', `run(async () => { await gosched(); return 'ok'; }).then((text) => console.log(text));`],
    ['that runs two programs at once', `const texts = await Promise.all([run(async () => { await gosched(); return 'o'; }), run(async () => { await gosched(); return 'k'; })]); console.log(texts.join(''));`],
    ['that catches what a program it ran has thrown', `try { await run(async () => { go(() => chan().receive()); await gosched(); throw new Error('no'); }); } catch { console.log('ok'); }`],
    ['that catches a panic of a program it ran', `try { await run(async () => { go(() => panic('no')); await chan().receive(); }); } catch { console.log('ok'); }`],
    ['that sleeps longer than a ticker nobody listens to rings', `await run(async () => { time.newTicker(1); await time.sleep(1000); console.log('ok'); });`],
    ['whose errgroup goroutine ends itself', `await run(async () => { const g = new errgroup.Group(); await g.go(() => runtime.goexit()); await g.wait(); console.log('ok'); });`],
    ['that awaits results of goroutines', `await run(async () => { const all = [1, 2, 3].map((n) => new Promise((resolve) => go(async () => { await gosched(); resolve(n); }))); if ((await Promise.all(all)).join() === '1,2,3') console.log('ok'); });`],
    ['that awaits a foreign thenable and long chains of promises', `await run(async () => { await { then(f) { f(); } }; let p = Promise.resolve(); for (let i = 0; i < 101; i++) p = p.then(() => {}); await p; await gosched(); console.log('ok'); });`],
    ['that awaits ticks and microtasks', `await run(async () => { await new Promise((r) => queueMicrotask(r)); await new Promise((r) => process.nextTick(() => process.nextTick(() => process.nextTick(() => process.nextTick(r))))); await gosched(); console.log('ok'); });`],
    ['that reads from an async generator over a channel', `async function* twice(ch) { for await (const n of ch) yield n * 2; }
      await run(async () => { const ch = chan(); go(async () => { for (let i = 0; i < 3; i++) await ch.send(i); ch.close(); }); let sum = 0; for await (const n of twice(ch)) sum += n; if (sum === 6) console.log('ok'); });`],
    ['that waits for AbortSignal.timeout', `await run(async () => { const start = Date.now(); const ctx = context.fromSignal(AbortSignal.timeout(60_000)); await ctx.done().receive(); if (Date.now() - start >= 60_000) console.log('ok'); });`],
    ['that promisifies a timer', `import { promisify } from 'node:util'; await promisify(setTimeout)(5); console.log('ok');`],
    ['that takes an interval from node:timers/promises', `import { setInterval } from 'node:timers/promises'; let n = 0; for await (const _ of setInterval(10)) if (++n === 3) break; console.log('ok');`],
    ['that aborts a wait of node:timers/promises', `import { setTimeout as wait } from 'node:timers/promises'; const c = new AbortController(); setTimeout(() => c.abort(), 5); try { await wait(1000, 1, { signal: c.signal }); } catch (error) { if (error.name === 'AbortError') console.log('ok'); }`],
    ['that waits for its output to be written', `await new Promise((resolve) => process.stdout.write('ok', resolve)); console.log();`],
    ['that uses the rest of performance, crypto, Date and globalThis', `performance.mark('x'); new Uint8Array(crypto.randomUUID().length); if (typeof crypto.subtle === 'object' && global.setTimeout === setTimeout && globalThis.Date === Date && new Date(0) instanceof Date && structuredClone(new Date(0)) instanceof Date && Date() === new Date().toString()) console.log('ok');`],
  ])('%s', async (_name, source) => {
    const { report, outcomes } = await explored(source);
    expect(report).toMatchObject({ verdict: 'pass', controlled: true });
    expect(outcomes.map(({ output }) => output)).toEqual(['ok\n']);
  });

  test('whose callback of the platform wakes it', async () => {
    expect(await verdictAndOutput(`import { readFile } from 'node:fs'; await run(async () => { const ch = chan(1); readFile(import.meta.filename, () => ch.trySend(1)); await ch.receive(); console.log('ok'); });`)).toEqual(['pass', 'ok\n']);
  });
});

describe('a finding', () => {
  test.each([
    ['uncontrolled', 'a goroutine is left at a promise that nothing settles', `await run(async () => { go(() => new Promise(() => {})); await gosched(); });`],
    ['livelock', 'main waits for ever beside a daemon that goes on', `await run(async () => { go.daemon(async () => { for (;;) await time.sleep(1); }); await chan().receive(); });`],
    ['deadlock', 'one of two programs at once is stuck', `await Promise.all([run(() => gosched()), run(() => chan().receive())]);`],
    ['deadlock', 'a ticker is all that is left', `await run(async () => { time.newTicker(1); await chan().receive(); });`],
    ['deadlock', 'main has ended itself', `await run(async () => { runtime.goexit(); });`],
    ['error', 'a microtask throws', `await run(async () => { queueMicrotask(() => { throw new Error('no'); }); await gosched(); });`],
    ['error', 'a tick throws', `await run(async () => { process.nextTick(() => { throw new Error('no'); }); await new Promise((resolve) => setTimeout(resolve, 1)); });`],
    ['error', 'a timer throws', `setTimeout(() => { throw new Error('no'); }, 1); await new Promise((resolve) => setTimeout(resolve, 10));`],
    ['unawaited', 'a channel is read twice at once', `await run(async () => { const ch = chan(2); await ch.send(1); await ch.send(2); await Promise.all([ch.receive(), ch.receive()]); });`],
  ])('%s: %s', async (kind, _name, source) => {
    const { report, outcomes } = await explored(source, 4);
    expect(report.verdict).toBe(kind);
    for (const outcome of outcomes) expect((await replayProgram(outcome.replay, await loadText(imports + source))).report.verdict).toBe(outcome.verdict);
  });
});

test('nothing that a program sets or listens to is left behind', async () => {
  const counts = (): number[] => ['SIGINT', 'exit', 'unhandledRejection', 'uncaughtException', 'beforeExit'].map((name) => process.listenerCount(name));
  const before = counts();
  const globals = Object.getOwnPropertyNames(globalThis).length;
  const { report } = await explored(`process.on('SIGINT', () => {}).once('exit', () => {}); process.env.OF_THE_PROGRAM = 'x'; process.exitCode = 3; globalThis.ofTheProgram = 1; console.log(process.listenerCount('SIGINT'), process.env.OF_THE_PROGRAM);`);
  expect(report.verdict).toBe('pass');
  expect(counts()).toEqual(before);
  expect([process.env['OF_THE_PROGRAM'], process.exitCode, Object.getOwnPropertyNames(globalThis).length]).toEqual([undefined, undefined, globals]);
});

test('randomness of node:crypto follows the seed', async () => {
  const source = `import { randomInt, randomUUID, randomBytes, createHash } from 'node:crypto'; console.log(randomInt(1e9), randomInt(5, 6), randomUUID(), randomBytes(4).length, typeof createHash);`;
  const [first, again] = [await explored(source, 3), await explored(source, 3)];
  expect(first.outcomes[0]?.output).toMatch(/^\d+ 5 [0-9a-f-]{36} 4 function\n$/);
  expect(again.outcomes.map(({ output }) => output)).toEqual(first.outcomes.map(({ output }) => output));
});

test('two explorations at once do not disturb each other', async () => {
  const program = async (): Promise<number> => run(async () => {
    const ch = chan<number>();
    for (let i = 0; i < 3; i++) go(async () => { await time.sleep(1); await ch.send(i); });
    let order = 0;
    for (let i = 0; i < 3; i++) order = order * 10 + (await ch.receive() ?? 0);
    await gosched();
    return order;
  });
  const alone = await exploreProgram(program, { schedules: 100, seed: 5 });
  const together = await Promise.all([1, 2].map(() => exploreProgram(program, { schedules: 100, seed: 5 })));
  const seen = ({ outcomes }: Exploration): string[] => outcomes.map(({ replay: token, count, value }) => `${token} ${count} ${String(value)}`);
  expect(alone.outcomes.length).toBeGreaterThan(3);
  for (const other of together) expect(seen(other)).toEqual(seen(alone));
});
