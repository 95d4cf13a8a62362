import { expect, test } from 'vitest';
import { loadText } from '../explore/load-text.ts';
import { exploreProgram } from '../../src/explore/index.ts';

test.each([
  ['const jobs = chan<number>();', 'jobs', 'jobs'],
  ['let jobs: Channel<number> = chan<number>(0);', 'jobs', 'jobs'],
  ['const jobs: Map<string, number> & Channel<number> = chan<number>();', 'jobs', 'jobs'],
  ['const a = 1, jobs = chan<number>();', 'jobs', 'jobs'],
  ['const pool = { size: 0, jobs: chan<number>() };', 'pool.jobs', 'jobs'],
  ['const pool = { jobs: chan() }; pool.jobs = chan();', 'pool.jobs', 'jobs'],
  ['class Pool { readonly #jobs = chan<number>(); get jobs() { return this.#jobs; } } const pool = new Pool();', 'pool.jobs', '#jobs'],
  ['const named = chan<number>(0, "orders");', 'named', 'orders'],
  ['const [jobs, results] = [chan<number>(), chan<string>()];', 'results', 'results'],
  ['const both = [chan(), chan()] as const;', 'both[1]', 'both[1]'],
  ['const lanes = Array.from({ length: 3 }, () => chan());', 'lanes[2]!', 'lanes[2]'],
  ['const lanes = [1, 2, 3].map((capacity) => { return chan(capacity); });', 'lanes[1]!', 'lanes[1]'],
  ['const lanes: ReceiveChannel<number>[] = []; for (let i = 0; i < 3; i++) lanes.push(chan<number>());', 'lanes[2]!', 'lanes[2]'],
  ['const byName = new Map<string, Channel<number>>(); byName.set("a", chan());', 'byName.get("a")!', 'byName[0]'],
  ['const make = () => chan<number>(); const jobs = make();', 'jobs', 'jobs'],
  ['function make() { return chan<number>().receiveOnly(); } const jobs = make();', 'jobs', 'jobs'],
  ['function make() { const inner = chan<number>(); return inner; } const jobs = make();', 'jobs', 'inner'],
  ['async function ask(reply: Channel<number>) { await reply.receive(); } await ask(chan());', 'nothing', 'reply'],
  ['const ask = async (_n: number, reply = chan()) => { await reply.receive(); }; await ask(1, chan<number>());', 'nothing', 'reply'],
  ['const jobs =\n    // more to come\n    chan<\n      number\n    >();', 'jobs', 'jobs'],
  ['let jobs: Channel<number> | undefined; jobs ??= chan<number>();', 'jobs', 'jobs'],
  ['class Pool { jobs: Channel<number>; constructor() { this.jobs = chan(); } } const pool = new Pool();', 'pool.jobs', 'jobs'],
  ['class Pool { constructor(readonly jobs: Channel<number>) {} } const pool = new Pool(chan());', 'pool.jobs', 'jobs'],
])('%s is called by the name its author gave it', async (making, using, name) => {
  const program = await loadText(`import { run, chan, type Channel, type ReceiveChannel } from 'concurrency-tutor';\ndeclare const nothing: Channel<never>;\nawait run(async () => {\n  ${making}\n  await ${using}.receive();\n});\n`);
  const { report } = await exploreProgram(program, { schedules: 1 });
  expect(report.findings[0]?.goroutines[0]?.waitingOn).toBe(`to receive from \`${name}\``);
});

test('a channel that no variable holds is unnamed', async () => {
  const program = await loadText(`import { run, chan } from 'concurrency-tutor';\nawait run(async () => { await chan().receive(); });\n`);
  const { report } = await exploreProgram(program, { schedules: 1 });
  expect(report.findings[0]?.goroutines[0]?.waitingOn).toBe('to receive from an unnamed channel');
});

test.each([
  ['objects they belong to', `class Account { readonly mu = new sync.Mutex(); }
  const alice = new Account(); const bob = new Account();
  await alice.mu.lock(); await bob.mu.lock(); await bob.mu.lock();`, '`bob.mu`'],
  ['elements that they belong to', `class Account { readonly mu = new sync.Mutex(); }
  const accounts = [1, 2].map(() => new Account());
  await accounts[0]!.mu.lock(); await accounts[1]!.mu.lock(); await accounts[1]!.mu.lock();`, '`accounts[1].mu`'],
  ['functions that make them', `const first = () => { const out = chan(1); return out; }; function second() { const out = chan(1); return out; }
  await first().send(1); const last = second(); await last.send(1); await last.send(2);`, '`out (second)`'],
  ['number', `const make = () => { const out = chan(1); return out; };
  const outs: Channel<unknown>[] = []; for (let i = 0; i < 3; i++) outs.push(make());
  await outs[2]!.send(1); await outs[1]!.send(1); await outs[1]!.send(1);`, '`out #1`'],
])('two of the same name are told apart by the %s', async (_by, body, name) => {
  const program = await loadText(`import { run, chan, sync, type Channel } from 'concurrency-tutor';\nawait run(async () => {\n  ${body}\n});\n`);
  const { report } = await exploreProgram(program, { schedules: 1 });
  expect(report.findings[0]?.goroutines[0]?.waitingOn).toContain(name);
});

test.each([
  ['const [request, cancel] = context.withCancel(context.background()); using _stop = defer(cancel);', 'request', '`request.done()`'],
  ['const [group, work] = errgroup.withContext(context.background()); group.setLimit(1);', 'work', '`work.done()`'],
])('the channel of a context is called after it: %s', async (making, using, name) => {
  const program = await loadText(`import { run, context, defer, errgroup } from 'concurrency-tutor';\nawait run(async () => {\n  ${making}\n  await ${using}.done().receive();\n});\n`);
  const { report } = await exploreProgram(program, { schedules: 1 });
  expect(report.findings[0]?.goroutines[0]?.waitingOn).toBe(`to receive from ${name}`);
});
