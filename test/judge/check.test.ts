import { expect, test } from 'vitest';
import { JudgeError } from '../../src/errors.ts';
import { runCheck, type CheckRun } from '../../src/judge/check.ts';
import { createCollector } from '../../src/judge/collector.ts';
import { suiteExpect } from '../../src/judge/expect.ts';
import { nothingPrinted } from '../../src/judge/printed.ts';
import { Rehearsal } from '../../src/judge/rehearsal.ts';
import { suiteModule, type Judge, type SuiteModule } from '../../src/judge/suite-api.ts';
import type { ScenarioAnswer } from '../../src/judge/scenario-runner.ts';
import { encode } from '../../src/judge/wire.ts';
import type { Finding } from '../../src/explore/report.ts';

interface Suite extends SuiteModule {
  readonly play: (name: string, input?: unknown) => Promise<unknown>;
}

/** Runs one check whose scenarios give these answers. */
async function check(answers: Readonly<Record<string, ScenarioAnswer>>, body: (suite: Suite) => unknown): Promise<CheckRun> {
  const stage = new Rehearsal();
  const suite = suiteModule(stage);
  const { module, tests } = createCollector();
  (module as { test(name: string, body: () => unknown): void }).test('it', () => body({ ...suite, play: suite.scenario() as unknown as Suite['play'] }));
  const [only] = tests.values();
  if (only === undefined) throw new Error('no test');
  return runCheck({
    spec: { id: 'it', description: 'It', points: 3, covers: [] }, test: only, stage, seed: 1,
    explore: (scenario) => Promise.resolve(answers[scenario] ?? { kind: 'gave-up' }),
  });
}

function histories(...values: readonly unknown[]): ScenarioAnswer {
  return { kind: 'explored', schedules: 10, outcomes: values.map((value, index) => ({ value: encode(value), printed: { stdout: `printed ${index}`, stderr: '', truncated: false }, replay: `token-${index}` })) };
}

test('a body that fails nothing gives all points', async () => {
  const { result } = await check({ a: histories(1) }, async ({ play }) => { await play('a'); });
  expect(result).toMatchObject({ status: 'pass', score: 3, schedules: 10 });
  expect(result.cause).toBeUndefined();
});

test('the body sees every history, and the one that fails gives its token and output', async () => {
  const seen: unknown[] = [];
  const { result, printed } = await check({ a: histories('good', 'good too', 'bad', 'never seen') }, async (suite) => {
    const history = await suite.play('a');
    seen.push(history);
    const judge: Judge = suite.judge;
    judge(history !== 'bad', { did: `It was ${String(history)}.`, expected: 'It is good.', help: 'Be good.' });
  });
  expect(seen).toEqual(['good', 'good too', 'bad']);
  expect(result).toMatchObject({ status: 'fail', score: 0, cause: { kind: 'expectation', rationale: 'It was bad.', expected: 'It is good.', help: 'Be good.', replay: 'token-2' } });
  expect(printed.stdout).toBe('printed 2');
});

test('few combinations of histories are all played', async () => {
  const pairs: string[] = [];
  await check({ a: histories(1, 2, 3), b: histories('x', 'y') }, async ({ play }) => { pairs.push(`${String(await play('a'))}${String(await play('b'))}`); });
  expect(pairs.sort()).toEqual(['1x', '1y', '2x', '2y', '3x', '3y']);
});

test('of many combinations every history is played at least once', async () => {
  const [as, bs] = [new Set<unknown>(), new Set<unknown>()];
  const many = Array.from({ length: 40 }, (_, i) => i);
  let rounds = 0;
  await check({ a: histories(...many), b: histories(...many.slice(0, 30)) }, async ({ play }) => {
    rounds += 1;
    as.add(await play('a'));
    bs.add(await play('b'));
  });
  expect([as.size, bs.size]).toEqual([40, 30]);
  expect(rounds).toBe(40);
});

test('a body that changes a history does not change it for the next round', async () => {
  const seen: unknown[] = [];
  await check({ a: histories([1, 2]), b: histories(1, 2) }, async ({ play }) => {
    const list = await play('a') as number[];
    await play('b');
    seen.push([...list]);
    list.pop();
  });
  expect(seen).toEqual([[1, 2], [1, 2]]);
});

test('random inputs are the same in every round', async () => {
  const inputs: number[] = [];
  await check({ a: histories(1, 2, 3) }, async ({ play, random }) => {
    inputs.push(random.integer(1, 1_000_000));
    await play('a');
  });
  expect(new Set(inputs).size).toBe(1);
  expect(inputs).toHaveLength(3);
});

test('a failed assertion shows both sides', async () => {
  const { result } = await check({ a: histories([1, 2]) }, async ({ play }) => { suiteExpect()(await play('a')).toEqual([2, 1]); });
  expect(result.cause).toMatchObject({ kind: 'expectation', rationale: 'Expected [ 1, 2 ] to deeply equal [ 2, 1 ]', expected: '[ 2, 1 ]', actual: '[ 1, 2 ]' });
});

const stuck: Finding = {
  kind: 'deadlock', message: 'Everybody waits.', replay: 'v1-token', trace: [{ step: 1, time: 0, goroutine: 1, what: 'starts', at: { file: '../../suite/scenarios.ts', line: 1, column: 1 } }],
  goroutines: [
    { id: 1, name: 'main', state: 'chan receive', at: { file: '../../suite/scenarios.ts', line: 20, column: 3 } },
    { id: 2, name: 'relay', state: 'chan send', at: { file: 'relay.ts', line: 4, column: 5 }, createdAt: { file: '../../suite/scenarios.ts', line: 18, column: 3 } },
  ],
};

test('a finding decides before any assertion, and shows places of the learner\'s files only', async () => {
  let asserted = false;
  const { result } = await check({ a: { kind: 'explored', schedules: 5, outcomes: [{ value: encode(1), printed: nothingPrinted, replay: 't' }, { finding: stuck, value: encode(undefined), printed: nothingPrinted, replay: 't' }] } }, async ({ play }) => {
    await play('a');
    asserted = true;
  });
  expect(asserted).toBe(false);
  expect(result.cause).toMatchObject({ kind: 'finding', rationale: 'Everybody waits.', location: { file: 'relay.ts', line: 4, column: 5 }, replay: 'v1-token', lesson: 'channels' });
  expect(JSON.stringify(result)).not.toContain('scenarios.ts');
});

test('without a place in the learner\'s files there is no location', async () => {
  const finding: Finding = { ...stuck, goroutines: stuck.goroutines.slice(0, 1) };
  const { result } = await check({ a: { kind: 'explored', schedules: 1, outcomes: [{ finding, value: encode(undefined), printed: nothingPrinted, replay: 't' }] } }, ({ play }) => play('a'));
  expect(result.cause?.kind).toBe('finding');
  expect(result.cause?.location).toBeUndefined();
});

test('a body that swallows what a scenario throws does not pass', async () => {
  const { result } = await check({ a: { kind: 'ended', end: { kind: 'exited', code: 0 } } }, async ({ play }) => { await play('a').catch(() => undefined); });
  expect(result).toMatchObject({ status: 'fail', cause: { kind: 'exited' } });
});

test('a check that was given up is skipped', async () => {
  const { result } = await check({}, ({ play }) => play('a'));
  expect(result).toMatchObject({ status: 'skipped', score: 0, cause: { kind: 'dependency' } });
});

test('an error that is no assertion is the suite\'s fault, not the learner\'s', async () => {
  await expect(check({ a: histories(undefined) }, async ({ play }) => (await play('a') as { x: number }).x)).rejects.toThrow(JudgeError);
});

test('a play that nobody awaits is the suite\'s fault', async () => {
  await expect(check({ a: histories(1) }, ({ play }) => { void play('a'); })).rejects.toThrow(/does not wait/);
});
