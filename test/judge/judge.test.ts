import { cp, readFile, symlink, writeFile } from 'node:fs/promises';
import { readdirSync, readlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { judge, type CheckResult, type JudgeEvent, type Judgement } from '../../src/judge/index.ts';
import { fixture, judged, temporary, workspace } from './workshop.ts';

const relay = fixture('relay', { files: ['relay.ts'], exports: ['relay'], checks: [{ id: 'all', points: 1 }, { id: 'doubled', points: 2, dependsOn: 'all' }] });

/** A relay whose body is this. */
function relayFile(body: string, top = ''): { 'relay.ts': string } {
  return { 'relay.ts': `import { chan, go, type Channel } from 'concurrency-tutor';\n${top}\nexport async function relay(input: Channel<number>, out: Channel<number>): Promise<void> {\n${body}\n}\nvoid [chan, go];\n` };
}

const right = 'for await (const n of input) await out.send(n * 2);\nout.close();';

function results(judgement: Judgement): Readonly<Record<string, CheckResult>> {
  const { verdict } = judgement;
  if (verdict.kind === 'error') throw new Error(`no verdict: ${verdict.cause.message}`);
  return Object.fromEntries(verdict.checks.map((result) => [result.id, result]));
}

test('a right answer gets all points, with what is needed to repeat the verdict', async () => {
  const judgement = await judged(relay, relayFile(`console.log('relaying');\n${right}`));
  expect(judgement).toMatchObject({ exercise: 'exercise-1', title: 'Fixture relay', verdict: { kind: 'pass' }, score: 3, max: 3, seed: 7 });
  expect(judgement.suite).toMatch(/^[0-9a-f]{64}$/);
  expect(judgement.version).toBe((JSON.parse(await readFile('package.json', 'utf8')) as { version: string }).version);
  expect(judgement.output).toEqual([{ stream: 'stdout', text: 'relaying\n', truncated: false }]);
  expect(Object.values(results(judgement)).map(({ id, status, schedules }) => [id, status, schedules])).toEqual([['loads', 'pass', 0], ['types', 'pass', 0], ['all', 'pass', 30], ['doubled', 'pass', 30]]);
});

test('a wrong result fails with the suite\'s words and keeps the points of the other checks', async () => {
  const judgement = await judged(relay, relayFile('for await (const n of input) await out.send(n + 1);\nout.close();'));
  expect(judgement).toMatchObject({ verdict: { kind: 'fail' }, score: 1, max: 3 });
  expect(results(judgement)['doubled']?.cause).toMatchObject({
    kind: 'expectation', rationale: 'For 1, 2 the relay sent 2, 3.', expected: 'Every number arrives doubled, in order.', help: 'Look at what is sent on.', replay: expect.stringMatching(/^ct\d+-/),
  });
});

test('a failed check skips the checks that depend on it', async () => {
  const judgement = await judged(relay, relayFile('await input.receive();\nout.close();\nfor await (const n of input) void n;'));
  const { all, doubled } = results(judgement);
  expect(all?.status).toBe('fail');
  expect(doubled).toMatchObject({ status: 'skipped', dependsOn: 'all', cause: { kind: 'dependency', rationale: 'Not run, because this has not passed: It holds: all.' } });
});

test.each([
  ['a channel that is never closed', 'for await (const n of input) await out.send(n * 2);', 'deadlock', undefined],
  ['a second close', `${right}\nout.close();`, 'panic', { file: 'relay.ts', line: 6, column: 5 }],
  ['a goroutine left behind', `const never = chan<number>(0, 'never');\ngo(async () => { await never.receive(); });\n${right}`, 'leak', { file: 'relay.ts', line: 5, column: 30 }],
  ['a close that only some schedules reach too early', 'for await (const n of input) go(async () => { await out.send(n * 2); });\nout.close();', 'panic', { file: 'relay.ts', line: 4 }],
])('%s is a finding, with its place and a token', async (_what, body, kind, location) => {
  const judgement = await judged(relay, relayFile(body));
  expect(judgement.verdict).toMatchObject({ kind: 'fail', finding: { kind } });
  const cause = results(judgement)['all']?.cause;
  expect(cause).toMatchObject({ kind: 'finding', finding: { kind }, replay: expect.stringMatching(/^ct\d+-/) });
  expect(cause?.help).not.toBe('');
  if (location === undefined) expect(cause?.location).toBeUndefined();
  else expect(cause?.location).toMatchObject(location);
  expect(JSON.stringify(judgement)).not.toContain('scenarios.ts');
  expect(JSON.stringify(judgement)).not.toContain('../');
});

test('a result that only some schedules bring is found', async () => {
  const freeform = fixture('freeform', { files: ['work.ts'], exports: ['work'], checks: [{ id: 'one' }, { id: 'two' }, { id: 'three' }], limits: { schedules: 100 } });
  const judgement = await judged(freeform, { 'work.ts': `
    import { sync } from 'concurrency-tutor';
    export async function work(input: number): Promise<unknown> {
      const order: string[] = [];
      const wg = new sync.WaitGroup();
      wg.go(async () => { order.push('first'); });
      wg.go(async () => { order.push('second'); });
      await wg.wait();
      return order[0] === 'first' ? input : -input;
    }` });
  expect(results(judgement)['one']?.cause).toMatchObject({ kind: 'expectation', rationale: expect.stringContaining('-1') });
});

test('a type error fails the verdict, costs no points and does not stop the checks', async () => {
  const judgement = await judged(relay, relayFile(right, 'const n: number = "1";\nvoid n;'));
  expect(judgement).toMatchObject({ verdict: { kind: 'fail' }, score: 3, max: 3 });
  const { types, all } = results(judgement);
  expect(types).toMatchObject({ status: 'fail', max: 0, cause: { kind: 'type-error', rationale: expect.stringContaining('TS2322'), location: { file: 'relay.ts', line: 2, column: 7 } } });
  expect(all?.status).toBe('pass');
});

test('files that cannot be loaded fail `loads`, and everything else is skipped', async () => {
  const judgement = await judged(relay, { 'relay.ts': 'export function relay( {' });
  const { loads, ...rest } = results(judgement);
  expect(loads).toMatchObject({ status: 'fail', cause: { kind: 'syntax-error', location: { file: 'relay.ts', line: 1 } } });
  expect(Object.values(rest).map(({ status, dependsOn }) => [status, dependsOn])).toEqual([['skipped', 'loads'], ['skipped', 'loads'], ['skipped', 'loads']]);
  expect(judgement).toMatchObject({ score: 0, max: 3 });
});

test('the same seed gives the same judgement, but for the time it took', async () => {
  const wrong = relayFile('for await (const n of input) go(async () => { await out.send(n * 2); });\nout.close();');
  const [first, second] = [await judged(relay, wrong), await judged(relay, wrong)];
  expect(timeless(second)).toBe(timeless(first));
});

function timeless(judgement: Judgement): string {
  return JSON.stringify(judgement, (key, value: unknown) => (key === 'durationMs' ? 0 : value));
}

test('without a seed there is a random one, and the judgement names it', async () => {
  const folder = await workspace(relayFile(right));
  const seeds = await Promise.all([1, 2].map(async () => (await judge({ exercise: relay, folder })).seed));
  expect(seeds[0]).not.toBe(seeds[1]);
});

test('every check is announced, and its result reported once', async () => {
  const events: JudgeEvent[] = [];
  await judged(relay, relayFile(right), { onProgress: (event) => { events.push(event); } });
  expect(events[0]).toMatchObject({ kind: 'started', checks: [{ id: 'loads' }, { id: 'types' }, { id: 'all' }, { id: 'doubled' }] });
  const finished = events.flatMap((event) => (event.kind === 'check-finished' ? [event.result.id] : []));
  expect(finished.sort()).toEqual(['all', 'doubled', 'loads', 'types']);
});

test('a broken suite is our fault: no verdict on the work', async () => {
  const broken = fixture('relay', { files: ['relay.ts'], exports: ['relay'], checks: [{ id: 'all' }, { id: 'doubled' }, { id: 'no-such-test' }] });
  const judgement = await judged(broken, relayFile(right));
  expect(judgement.verdict).toMatchObject({ kind: 'error', cause: { message: expect.stringContaining('no-such-test'), help: expect.any(String) } });
  expect(judgement.score).toBe(0);
});

test('an abort stops the work at once, and leaves neither processes nor files', async () => {
  const stop = new AbortController();
  const work = judged(relay, relayFile('for (;;);'), { signal: stop.signal, onProgress: (event) => { if (event.kind === 'check-started') setTimeout(() => stop.abort(new Error('enough')), 100); } });
  await expect(work).rejects.toThrow('enough');
  expect(scratchFolders()).toEqual([]);
  expect(processesInScratch()).toEqual([]);
});

test('a suite that plays a scenario that is not there is our fault, and leaves nothing behind', async () => {
  const folder = await temporary();
  await cp(relay.folder, folder, { recursive: true });
  await writeFile(join(folder, 'suite', 'scenarios.ts'), 'export async function other() {}\n');
  const judgement = await judged({ ...relay, folder }, relayFile(right));
  expect(judgement.verdict).toMatchObject({ kind: 'error', cause: { message: 'The suite plays "pass", which suite/scenarios.ts does not export.' } });
  expect(scratchFolders()).toEqual([]);
  expect(processesInScratch()).toEqual([]);
});

const scratchName = `concurrency-tutor-${process.pid}-`;

function scratchFolders(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith(scratchName));
}

/** Where the system tells, the processes whose working folder is or was one of the judge's. */
function processesInScratch(): string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').filter((id) => /^\d+$/.test(id)).filter((id) => {
    try {
      return readlinkSync(`/proc/${id}/cwd`).includes(scratchName);
    } catch {
      return false;
    }
  });
}

test('nothing of the user\'s environment reaches the program', async () => {
  process.env['JUDGE_TEST_SECRET'] = 'secret';
  const freeform = fixture('freeform', { files: ['work.ts'], exports: ['work'], checks: [{ id: 'one' }, { id: 'two' }, { id: 'three' }], limits: { schedules: 1 } });
  const judgement = await judged(freeform, { 'work.ts': 'export async function work(): Promise<unknown> { return Object.keys(process.env).filter((name) => !/^(?:CONCURRENCY_TUTOR_RUN|HOME|LANG|NO_COLOR|PATH|TMPDIR|TZ|PWD|OLDPWD|SHLVL|_)$/.test(name)).join() || "no more"; }\n' });
  expect(results(judgement)['one']?.cause?.rationale).toContain("'no more'");
});

test('folders that are reached through links are judged like others', async () => {
  const links = await temporary();
  await symlink(relay.folder, join(links, 'exercise'));
  await symlink(await workspace(relayFile('out.close();\nfor await (const n of input) void n;')), join(links, 'work'));
  const judgement = await judge({ exercise: { ...relay, folder: join(links, 'exercise') }, folder: join(links, 'work'), seed: 7 });
  // The starter would be a deadlock.
  expect(results(judgement)['all']?.cause).toMatchObject({ kind: 'expectation' });
});

test('the working folder stays as it was', async () => {
  const folder = await workspace(relayFile(right));
  await judge({ exercise: relay, folder });
  expect(readdirSync(join(folder))).toEqual(['relay.ts']);
});

test('asked for one check, the judge decides it and what it depends on, and leaves the others out', async () => {
  const three = fixture('relay', { files: ['relay.ts'], exports: ['relay'], checks: [{ id: 'all', points: 1 }, { id: 'doubled', points: 2, dependsOn: 'all' }] });
  const events: JudgeEvent[] = [];
  const files = relayFile('for await (const n of input) await out.send(n);\nout.close();');
  const first = await judged(three, files, { only: ['all'], onProgress: (event) => events.push(event) });
  expect(Object.keys(results(first))).toEqual(['loads', 'types', 'all']);
  expect(first).toMatchObject({ verdict: { kind: 'pass' }, score: 1, max: 1 });
  expect(events[0]).toMatchObject({ kind: 'started', checks: [{ id: 'loads' }, { id: 'types' }, { id: 'all' }] });

  const second = await judged(three, files, { only: ['doubled'] });
  expect(Object.values(results(second)).map(({ id, status }) => [id, status])).toEqual([['loads', 'pass'], ['types', 'pass'], ['all', 'pass'], ['doubled', 'fail']]);
  await expect(judged(three, files, { only: ['trebled'] })).rejects.toThrow('no check "trebled"');
});
