import { expect, test } from 'vitest';
import { racesIn } from './load-races.ts';

const FULL = process.env['FULL'] === '1';

/** So many goroutines that do the same. */
const many = (before: string, body: string, after = ''): string => `${before}\nconst wg = new sync.WaitGroup(); for (let i = 0; i < 3; i++) wg.go(async () => { ${body} });\nawait wg.wait();\n${after}`;

const correct: Readonly<Record<string, string>> = {
  'a counter behind a mutex': many('let n = 0; const mu = new sync.Mutex();', 'using _l = await mu.acquire(); const seen = n; await gosched(); n = seen + 1;', 'if (n !== 3) throw new Error();'),
  'a counter that one goroutine owns': 'let n = 0; const adds = chan<number>(); const total = chan<number>(); go(async () => { for await (const d of adds) n += d; await total.send(n); });\nfor (let i = 0; i < 3; i++) await adds.send(1);\nadds.close(); if (await total.receive() !== 3) throw new Error();',
  'each writes its own element': many('const out: number[] = [];', 'await gosched(); out[i] = i;', 'if (out.length !== 3) throw new Error();'),
  'each writes its own element of a typed array': many('const out = new Float64Array(3);', 'await gosched(); out[i] = i;', 'console.log(out[1]);'),
  'each copies into its own part of a typed array': many('const out = new Float64Array(6);', 'await gosched(); out.set([i, i], i * 2);', 'console.log(out[3]);'),
  'each has its own object, made of one that nobody changes': many('const usual = { n: 0, seen: [1] };', 'const own = Object.assign({}, usual, { n: i }); await gosched(); own.n++;'),
  'each sorts its own part': many('const parts = [[2, 1], [4, 3], [6, 5]];', 'parts[i]!.sort();', 'console.log(parts.flat());'),
  'each writes its own property': many('const out: Record<string, number> = { k0: 0, k1: 0, k2: 0 };', 'out[`k${i}`] = i;', 'console.log(out.k1);'),
  'variables of each round of a loop': 'const wg = new sync.WaitGroup(); for (let i = 0; i < 3; i++) { let n = i; wg.go(async () => { n++; await gosched(); n++; }); }\nawait wg.wait();',
  'the variable of a loop that its body changes': 'const wg = new sync.WaitGroup(); for (let i = 0; i < 6; i++) { i++; wg.go(async () => { if (i > 10) throw new Error(); }); }\nawait wg.wait();',
  'a loop whose goroutines change the variable of their round': 'const wg = new sync.WaitGroup(); for (let i = 0; i < 3; i++) { const n = i; if (n >= 0) { let own = n; wg.go(async () => { own++; console.log(own); }); } }\nawait wg.wait();',
  'what is written before go': 'let config = { n: 0 }; config = { n: 1 }; config.n = 2; const wg = new sync.WaitGroup(); for (let i = 0; i < 3; i++) wg.go(async () => { if (config.n !== 2) throw new Error(); });\nawait wg.wait();',
  'objects that are handed over': 'const boxes = chan<{ n: number }>(2); go(async () => { for (let i = 0; i < 3; i++) { const box = { n: 0 }; box.n = i; await boxes.send(box); } boxes.close(); });\nfor await (const box of boxes) box.n++;',
  'objects that go through a pipeline': 'interface Job { n: number } const a = chan<Job>(); const b = chan<Job>(1); go(async () => { for (let i = 0; i < 3; i++) await a.send({ n: i }); a.close(); }); go(async () => { for await (const job of a) { job.n *= 2; await b.send(job); } b.close(); });\nlet sum = 0; for await (const job of b) sum += job.n; if (sum !== 6) throw new Error();',
  'a semaphore of one place': many('let n = 0; const room = chan<void>(1);', 'await room.send(); n++; await gosched(); n++; await room.receive();'),
  'a request with a channel for the answer': 'let state = 0; interface Ask { readonly answer: { send(n: number): Promise<void> } } const asks = chan<Ask>(); go.daemon(async () => { for await (const { answer } of asks) { state++; await answer.send(state); } });\nfor (let i = 0; i < 3; i++) { const answer = chan<number>(); await asks.send({ answer }); await answer.receive(); }',
  'readers and a writer': 'let n = 0; const mu = new sync.RWMutex(); const wg = new sync.WaitGroup(); for (let i = 0; i < 2; i++) wg.go(async () => { await mu.rLock(); const seen = n; await gosched(); if (seen !== n) throw new Error(); mu.rUnlock(); });\nwg.go(async () => { await mu.lock(); n = 1; await gosched(); n = 2; mu.unlock(); }); await wg.wait();',
  'double-checked with an atomic': many('let made: { n: number } | undefined; const ready = new atomic.Bool(); const mu = new sync.Mutex();', 'if (!ready.load()) { using _l = await mu.acquire(); if (!ready.load()) { made = { n: 1 }; ready.store(true); } } if (made!.n !== 1) throw new Error();'),
  'once, and then read': many('let config: { n: number } | undefined; const once = new sync.Once();', 'await once.do(async () => { await gosched(); config = { n: 1 }; }); if (config!.n !== 1) throw new Error();'),
  'an atomic value of an object': many('const current = new atomic.Value<{ readonly n: number }>({ n: 0 });', 'current.store({ n: i }); if (current.load().n > 5) throw new Error();'),
  'a spin over an atomic': 'let data = 0; const ready = new atomic.Bool(); const wg = new sync.WaitGroup(); wg.go(async () => { data = 1; ready.store(true); });\nwg.go(async () => { while (!ready.load()) await gosched(); if (data !== 1) throw new Error(); }); await wg.wait();',
  'a condition': 'let ready = false; const mu = new sync.Mutex(); const cond = new sync.Cond(mu); const wg = new sync.WaitGroup(); for (let i = 0; i < 2; i++) wg.go(async () => { await mu.lock(); while (!ready) await cond.wait(); mu.unlock(); });\nawait mu.lock(); ready = true; cond.broadcast(); mu.unlock(); await wg.wait();',
  'a bounded queue with two conditions': 'const items: number[] = []; const mu = new sync.Mutex(); const full = new sync.Cond(mu); const empty = new sync.Cond(mu); const wg = new sync.WaitGroup();\nwg.go(async () => { for (let n = 0; n < 4; n++) { await mu.lock(); while (items.length === 2) await full.wait(); items.push(n); empty.signal(); mu.unlock(); } });\nwg.go(async () => { for (let n = 0; n < 4; n++) { await mu.lock(); while (items.length === 0) await empty.wait(); items.shift(); full.signal(); mu.unlock(); } }); await wg.wait();',
  'a map behind a mutex': many('const m = new Map<string, number>(); const mu = new sync.Mutex();', "using _l = await mu.acquire(); m.set('k', (m.get('k') ?? 0) + 1); m.delete('other'); for (const [k] of m) if (k === 'x') throw new Error();"),
  'a map that is only read': many('const m = new Map([[1, 1]]);', 'for (const [k, v] of m) if (k !== v) throw new Error(); m.get(1); m.has(2); if (m.size !== 1) throw new Error();'),
  'sync.Map': many('const m = new sync.Map<string, { n: number }>();', "const [box] = m.loadOrStore('k', { n: 1 }); if (box.n !== 1) throw new Error();"),
  'a pool of objects': many('const pool = new sync.Pool<{ n: number }>(() => ({ n: 0 }));', 'const box = pool.get()!; box.n++; await gosched(); box.n++; pool.put(box);'),
  'errgroup': 'const parts = [0, 0, 0]; const [group] = errgroup.withContext(context.background()); for (let i = 0; i < 3; i++) await group.go(async () => { await gosched(); parts[i] = i; });\nawait group.wait(); if (parts[2] !== 2) throw new Error();',
  'the error of an errgroup': 'let last = 0; const [group, ctx] = errgroup.withContext(context.background()); await group.go(async () => { last = 1; throw new Error(\'e\'); }); await group.go(async () => { await ctx.done().receive(); if (last !== 1) throw new Error(); });\ntry { await group.wait(); } catch { last++; }',
  'singleflight': many('const group = new singleflight.Group<{ n: number }>();', "const [box] = await group.do('k', async () => { const made = { n: 0 }; await gosched(); made.n = 1; return made; }); if (box.n !== 1) throw new Error();"),
  'a weighted semaphore': many('let n = 0; const sem = new semaphore.Weighted(1);', 'await sem.acquire(context.background()); n++; await gosched(); n++; sem.release();'),
  'cancel and its reason': 'let why = \'\'; const [ctx, cancel] = context.withCancel(context.background()); const wg = new sync.WaitGroup(); wg.go(async () => { await ctx.done().receive(); if (why !== \'over\') throw new Error(); });\nwhy = \'over\'; cancel(); await wg.wait();',
  'a loop that asks err': 'let why = \'\'; const [ctx, cancel] = context.withCancel(context.background()); const wg = new sync.WaitGroup(); wg.go(async () => { while (!ctx.err()) await gosched(); if (why !== \'over\') throw new Error(); });\nawait gosched(); why = \'over\'; cancel(); await wg.wait();',
  'a timer': 'let n = 1; n = 2; const timer = time.newTimer(5); const wg = new sync.WaitGroup(); wg.go(async () => { await timer.channel.receive(); n++; });\nawait wg.wait(); n++;',
  'afterFunc and a channel': 'let n = 1; n = 2; const done = chan<void>(); time.afterFunc(5, () => { n++; done.close(); });\nawait done.receive(); n++;',
  'a ticker that one goroutine listens to': 'let n = 0; using ticker = time.newTicker(5); for (let i = 0; i < 3; i++) { await ticker.channel.receive(); n++; }\nif (n !== 3) throw new Error();',
  'setTimeout and a promise': 'let n = 0; await new Promise<void>((resolve) => setTimeout(() => { n = 1; resolve(); }, 5));\nif (n !== 1) throw new Error();',
  'a promise between goroutines': 'const box = { n: 0 }; const { promise, resolve } = Promise.withResolvers<void>(); go(async () => { await gosched(); box.n = 1; resolve(); });\nawait promise; box.n++;',
  'async functions within one goroutine': 'let n = 0; const add = async (): Promise<void> => { const seen = n; await Promise.resolve(); n = seen + 1; };\nawait Promise.all([add(), add()]); await add(); console.log(n);',
  'callbacks within one goroutine': 'let sum = 0; [1, 2, 3].forEach((x) => { sum += x; }); const m = new Map([[1, 1]]); m.forEach((v) => { sum += v; });\nif (sum !== 7) throw new Error();',
  'generators within one goroutine': 'let n = 0; function* count(): Generator<number> { while (n < 3) yield n++; }\nfor (const x of count()) if (x > n) throw new Error();',
  'a getter and a setter over an atomic': many('const n = new atomic.Int32(); const o = { get n(): number { return n.load(); }, set n(value: number) { n.store(value); } };', 'o.n = o.n + 1;'),
  'methods are shared': many('class Job { constructor(readonly id: number) {} async work(): Promise<number> { await gosched(); return this.id; } } const job = new Job(1);', 'if (await job.work() !== 1) throw new Error();'),
  'a program inside a program': 'let n = 0; await run(async () => { n = 1; const wg = new sync.WaitGroup(); wg.go(async () => { n++; }); await wg.wait(); });\nif (n !== 2) throw new Error();',
  'a fan-in': 'const out = chan<{ n: number }>(); const wg = new sync.WaitGroup(); for (let i = 0; i < 3; i++) wg.go(async () => { const box = { n: i }; box.n++; await out.send(box); }); go(async () => { await wg.wait(); out.close(); });\nlet sum = 0; for await (const { n } of out) sum += n; if (sum !== 6) throw new Error();',
  'a stage of iter': 'let sum = 0; const boxes = iter.map([{ n: 1 }, { n: 2 }], (box) => { box.n *= 2; return box; }); for await (const { n } of iter.toChannel(context.background(), boxes)) sum += n;\nif (sum !== 6) throw new Error();',
  'a select that hands over by either of two ways': 'const a = chan<{ n: number }>(); const b = chan<{ n: number }>(1); go(async () => { for (let i = 0; i < 4; i++) { const box = { n: 0 }; box.n = i; await select({ a: select.send(a, box), b: select.send(b, box) }); } a.close(); });\nfor (let i = 0; i < 4; i++) { const event = await select({ a, b }); if (event.case === \'a\' && !event.ok) { i--; const left = b.tryReceive(); if (left?.[0]) { left[0].n++; i++; } else await gosched(); } else if (event.value) event.value.n++; }',
};

test.for(Object.entries(correct))('%s has no race', { timeout: FULL ? 120_000 : 30_000 }, async ([, body]) => {
  const races = await racesIn(body, { schedules: FULL ? 1_000 : 100 });
  expect(races.map(({ message }) => message)).toEqual([]);
});

test('there are at least forty', () => {
  expect(Object.keys(correct).length).toBeGreaterThanOrEqual(40);
});
