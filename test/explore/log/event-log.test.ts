import { expect, test } from 'vitest';
import { exploreProgram, replayProgram } from '../../../src/explore/index.ts';
import type { TraceEvent } from '../../../src/testing.ts';
import { loadText } from '../load-text.ts';

const imports = "import { chan, context, go, panic, run, select, sync, time } from 'concurrency-tutor';\n";

/** The events of the first schedule of a program, in which goroutines take turns, and the names of its channels and locks. */
async function story(body: string): Promise<{ readonly events: readonly TraceEvent[]; readonly names: ReadonlyMap<number, string> }> {
  const program = await loadText(`${imports}await run(async () => {\n${body}\n});\n`);
  const { outcomes } = await exploreProgram(program, { schedules: 1, strategy: 'random', shrink: false });
  const { story: { trace, resources } } = await replayProgram(outcomes[0]?.replay ?? '', program);
  return { events: trace, names: new Map(resources.map(({ id, name }) => [id, name])) };
}

/** What a test says of an event: only what is there. */
function brief(event: TraceEvent): string {
  const { goroutine, kind, call, result, wakes, wokenBy, creates, buffer } = event;
  return [goroutine, kind, call, result && `-> ${result}`, creates && `creates ${creates}`, wakes && `wakes ${wakes.join()}`, wokenBy && `woken by ${wokenBy}`, buffer && `[${buffer.join()}]`].filter((part) => part !== undefined).join(' ');
}

test('a hand-over is told with its value, with who wakes whom, and with the beginning and the end of each goroutine', async () => {
  const { events } = await story("const jobs = chan<string>();\ngo(async function worker() { await jobs.receive(); });\nawait time.sleep(1);\nawait jobs.send('a job');\nawait time.sleep(1);");
  expect(events.map(brief)).toEqual([
    '1 starts', '1 creates go worker creates 2', '2 starts', '1 waits sleep(1)', '2 waits jobs.receive()', '1 goes on sleep(1) woken by timer',
    "1 does jobs.send('a job') wakes 2", "2 goes on jobs.receive() -> 'a job' woken by 1", '2 ends', '1 waits sleep(1)', '1 goes on sleep(1) woken by timer', '1 ends',
  ]);
});

test('a buffer is shown as it is after each event, and a closed channel as closed', async () => {
  const { events } = await story('const jobs = chan<number>(2);\nawait jobs.send(1);\nawait jobs.send(2);\nawait jobs.receive();\njobs.close();\nawait jobs.receive();\nawait jobs.receive();');
  expect(events.map(brief)).toEqual([
    '1 starts', '1 does jobs.send(1) [1]', '1 does jobs.send(2) [1,2]', '1 does jobs.receive() -> 1 [2]', '1 does jobs.close() [2]', '1 does jobs.receive() -> 2 []', '1 does jobs.receive() -> closed []', '1 ends',
  ]);
});

test('a select tells which case it chose, and what came of it', async () => {
  const { events, names } = await story('const [jobs, results] = [chan<number>(1), chan<number>(1)];\nawait jobs.send(7);\nawait select({ job: jobs, none: null });\nawait select({ sent: select.send(results, 8) });\nawait select({ job: jobs, default: true });');
  expect(events.filter(({ operation }) => operation === 'select').map((event) => [brief(event), event.on?.map((id) => names.get(id)).join()])).toEqual([
    ['1 does select {job} -> job: 7 []', 'jobs'], ['1 does select {sent} -> sent [8]', 'results'], ['1 does select {job, default} -> default', 'jobs'],
  ]);
});

test('locks, wait groups and contexts tell what is done with them', async () => {
  const { events } = await story('const mu = new sync.Mutex();\nconst wg = new sync.WaitGroup();\nawait mu.lock();\nwg.go(async function other() { await mu.lock(); mu.unlock(); });\nawait time.sleep(1);\nmu.unlock();\nawait wg.wait();');
  const told = events.map(brief);
  expect(told).toEqual(expect.arrayContaining(['1 does mu.lock()', '1 does wg.add()', '2 waits mu.lock()', '1 does mu.unlock() wakes 2', '2 goes on mu.lock() woken by 1', '2 does mu.unlock()']));
  expect(told.find((event) => event.startsWith('2 does wg.done()'))).toBe('2 does wg.done() wakes 1');
});

test('a panic is told where it is thrown', async () => {
  const { events } = await story("go(async function bad() { panic('boom'); });\nawait time.sleep(1);");
  expect(events.at(-1)).toMatchObject({ goroutine: 2, kind: 'throws', what: 'panics: boom', at: { file: 'program.ts', line: 3 } });
});

test('a goroutine that a timer starts was started by whoever set the timer', async () => {
  const { events } = await story('time.afterFunc(5, function later() {});\nawait time.sleep(10);');
  expect(events.find(({ kind }) => kind === 'creates')).toMatchObject({ goroutine: 1, creates: 2, what: 'has a timer that starts goroutine 2 (later)' });
});

test('values are told in few characters, without running any code of theirs', async () => {
  const { events } = await story("const all = chan<unknown>(9);\nawait all.send({ get price(): number { throw new Error('run'); }, name: 'x'.repeat(100) });\nawait all.send(new Error('bad'));\nawait all.send(function fn() {});\nawait all.send('line\\nbreak');\nawait all.send(new Proxy({}, { get() { throw new Error('trap'); }, ownKeys() { throw new Error('trap'); } }));");
  expect(events.flatMap(({ call }) => (call?.startsWith('all.send') ? [call] : []))).toEqual([
    expect.stringMatching(/^all\.send\(\{ price: \[Getter\].{0,12}…\)$/), 'all.send(Error(bad))', 'all.send(function fn)', "all.send('line\\nbreak')", 'all.send({})',
  ]);
});

test('goroutines of programs that run side by side have numbers of their own', async () => {
  const program = await loadText(`${imports}const one = run(async () => { await time.sleep(2); });\nconst other = run(async () => { await time.sleep(1); });\nawait Promise.all([one, other]);\n`);
  const { outcomes } = await exploreProgram(program, { schedules: 1 });
  const { story: { trace, cast } } = await replayProgram(outcomes[0]?.replay ?? '', program);
  expect(new Set(trace.map(({ goroutine }) => goroutine)).size).toBe(2);
  expect(cast.map(({ name }) => name)).toEqual(['main', 'main']);
});

test('of a long schedule the first hundred events and the last ones are kept', async () => {
  const { events } = await story('const jobs = chan<number>(1);\nfor (let n = 0; n < 1_500; n++) { await jobs.send(n); await jobs.receive(); }');
  expect(events).toHaveLength(2_000);
  expect(events[99]?.call).toMatch(/^jobs\.(send|receive)\((49|48)?\)$/);
  expect(events.at(-1)?.kind).toBe('ends');
});
