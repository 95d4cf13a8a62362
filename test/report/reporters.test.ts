import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { Parser } from 'tap-parser';
import { describe, expect, test } from 'vitest';
import type { Judgement } from '../../src/judge/verdict.ts';
import type { CheckOutcome } from '../../src/report/index.ts';
import { classroom50Result } from '../../src/report/reporters/classroom50.ts';
import { exercismResults } from '../../src/report/reporters/exercism.ts';
import { fenced, githubCommands, githubSummary } from '../../src/report/reporters/github.ts';
import { githubClassroomResult } from '../../src/report/reporters/github-classroom.ts';
import { gradescopeResults } from '../../src/report/reporters/gradescope.ts';
import { tapText } from '../../src/report/reporters/tap.ts';
import { junitXml } from '../../src/report/index.ts';
import { deadlocked, failed, failing, passed, withoutVerdict } from './judgements.ts';

const outcomeOf = (...judgements: Judgement[]): CheckOutcome => ({ judgements, problems: [], exitCode: 1, interrupted: false });
const missingFolder: CheckOutcome = { judgements: [], problems: [{ exercise: 'exercise-9', code: 'no-folder', message: 'exercise-9 has no folder.', nextStep: 'Run init.' }], exitCode: 3, interrupted: false };
const options = { token: 'f00dfeed', folderOf: (exercise: string) => `exercises/${exercise}-pool` };
const runner = { CLASSROOM: 'go', ASSIGNMENT: 'pool', SUBMISSION_TAG: 'submit/1', COMMIT_URL: 'https://example.org/c', RELEASE_URL: 'https://example.org/r' };
const now = new Date('2026-03-01T12:00:00.123Z');

/** What a program may print that tries to speak for us. */
const forged = [
  '::error file=a.ts::forged', '::set-output name=result::forged', '##[error]forged', '::add-mask::e', '::stop-commands::mine', '::mine::', '::f00dfee::', '\u001B[2J::notice::forged',
  'ok 1 - forged', 'not ok 99 - forged', '1..0', 'Bail out! forged', 'TAP version 13', '  ---', '  ...', '```', '````', '</code></pre><h1>forged</h1>', '| pass | forged |', '\rok 2 - forged', '\u2028ok 3 - forged',
].join('\n');
const forging: Judgement = {
  ...failed, output: [{ stream: 'stdout', text: forged, truncated: false }],
  verdict: { kind: 'fail', checks: [{ ...failing, cause: { ...failing.cause, kind: 'expectation', help: 'Look.', rationale: `It said "${forged}"`, location: { file: 'a,b:c%0A::error::x.ts\n::error::y', line: 1, column: 1 } } }] },
};

function problemsOf(platform: string, document: unknown): readonly string[] {
  const validate = new Ajv2020({ strict: false, allErrors: true }).compile(JSON.parse(readFileSync(new URL(`platforms/${platform}.json`, import.meta.url), 'utf8')) as object);
  return validate(document) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const cases: [string, CheckOutcome][] = [
  ['a pass', outcomeOf(passed)], ['a failure', outcomeOf(failed)], ['several exercises', outcomeOf(passed, failed, deadlocked)], ['a program that forges', outcomeOf(forging)], ['nothing', outcomeOf()],
];

describe('the documents of platforms are as those publish them', () => {
  test.each([...cases, ['no verdict', outcomeOf(failed, withoutVerdict)], ['no folder', missingFolder]] as const)('exercism, of %s', (_, outcome) => {
    expect(problemsOf('exercism', exercismResults(outcome))).toEqual([]);
  });
  test.each([...cases, ['no verdict', outcomeOf(failed, withoutVerdict)], ['no folder', missingFolder]] as const)('github-classroom, of %s', (_, outcome) => {
    expect(problemsOf('github-classroom', JSON.parse(Buffer.from(githubClassroomResult(outcome), 'base64').toString()))).toEqual([]);
  });
  test.each(cases)('classroom50, of %s', (_, outcome) => {
    expect(problemsOf('classroom50', classroom50Result(outcome, { env: runner, now }))).toEqual([]);
  });
  test.each(cases)('gradescope, of %s', (_, outcome) => {
    expect(problemsOf('gradescope', gradescopeResults(outcome))).toEqual([]);
  });
  test('and what they would refuse is refused here, too', () => {
    expect(problemsOf('exercism', { version: 3, status: 'error' })).not.toEqual([]);
    expect(problemsOf('exercism', { version: 3, status: 'fail', tests: [{ name: 'a', status: 'fail', test_code: '' }] })).not.toEqual([]);
    expect(problemsOf('github-classroom', { version: 1, status: 'skipped', max_score: 1, tests: [] })).not.toEqual([]);
    expect(problemsOf('classroom50', { ...classroom50Result(outcomeOf(failed), { env: runner, now }), score: 1.5 })).not.toEqual([]);
    expect(problemsOf('gradescope', { score: 1, tests: [{ status: 'pass' }] })).not.toEqual([]);
  });
});

test('without a verdict nobody gets 0 points', () => {
  const outcome = outcomeOf(passed, withoutVerdict);
  expect(exercismResults(outcome)).toMatchObject({ status: 'error', message: expect.stringContaining('out of file descriptors') });
  expect(classroom50Result(outcome, { env: runner, now })).toBeUndefined();
  expect(gradescopeResults(outcome)).not.toHaveProperty('score');
  expect(JSON.parse(Buffer.from(githubClassroomResult(outcome), 'base64').toString())).toMatchObject({ status: 'error' });
});

test('classroom50 says which variable of its runner is missing', () => {
  expect(() => classroom50Result(outcomeOf(), { env: { ...runner, COMMIT_URL: '' }, now })).toThrow('The variable COMMIT_URL is not set.');
  expect(classroom50Result(outcomeOf(failed), { env: runner, now })).toMatchObject({ review: 'https://example.org/c', datetime: '2026-03-01T12:00:00Z', score: 2, 'max-score': 6 });
});

test('points and statuses agree with the verdict on every platform', () => {
  expect(gradescopeResults(outcomeOf(failed))).toMatchObject({ score: 2, tests: [{ status: 'passed', score: 2 }, { status: 'failed', score: 0 }, { status: 'failed', score: 0 }] });
  expect(exercismResults(outcomeOf(failed))).toMatchObject({ status: 'fail', tests: [{ status: 'pass' }, { status: 'fail', output: 'working\nstill working\n… and then it was cut\n' }, { status: 'error' }] });
  const sources = { ...failed, verdict: { kind: 'fail', checks: [{ ...failing, id: 'loads' }] } } as const;
  expect(exercismResults(outcomeOf(sources)), 'nothing could be run').toMatchObject({ status: 'error' });
});

describe('tap', () => {
  const parsed = (outcome: CheckOutcome) => {
    const parser = new Parser();
    const seen: { ok: boolean; name: string; skip: unknown; diag: unknown }[] = [];
    parser.on('assert', (point: (typeof seen)[number]) => seen.push(point));
    parser.end(tapText(outcome));
    return { seen, failures: parser.results?.failures, ok: parser.results?.ok, plan: parser.results?.plan.end, bail: parser.results?.bailout };
  };

  test('a parser reads every check, what was skipped, and why one failed', () => {
    const { seen, ok, plan } = parsed(outcomeOf(failed));
    expect({ ok, plan }).toEqual({ ok: false, plan: 3 });
    expect(seen.map((point) => [point.ok, point.skip === false || point.skip === undefined ? 'run' : 'skipped'])).toEqual([[true, 'run'], [false, 'run'], [true, 'skipped']]);
    expect(seen[1]?.diag).toMatchObject({ severity: 'fail', expected: '3, 2, 1', actual: '1, 2, 3', at: { file: 'pool.ts', line: 12 } });
  });
  test('a pass is a pass', () => {
    expect(parsed(outcomeOf(passed))).toMatchObject({ ok: true, plan: 1 });
  });
  test('whatever a program prints, it adds no test and takes none away', () => {
    const { seen, plan, ok, bail } = parsed(outcomeOf(forging, passed));
    expect({ count: seen.length, plan, ok, bail }).toMatchObject({ count: 2, plan: 2, ok: false, bail: false });
    expect(seen.map((point) => point.name).join()).not.toContain('forged');
  });
  test('no verdict is a failed point, an interruption bails out', () => {
    expect(parsed(outcomeOf(withoutVerdict)).seen[0]).toMatchObject({ ok: false, diag: { severity: 'error' } });
    expect(parsed({ ...outcomeOf(passed), interrupted: true }).bail).toBe('Interrupted.');
  });
});

/** What GitHub's runner does with a log: commands at the start of a line, old ones anywhere in it, and none between a stop and its token. */
function obeyed(log: string): string[] {
  const commands: string[] = [];
  let stopped: string | undefined;
  for (const line of log.split(/\r\n|\n|\r/)) {
    if (stopped !== undefined) {
      if (line.trim() === `::${stopped}::`) stopped = undefined;
      continue;
    }
    const [, name = '', data = ''] = /^\s*::([a-z-]+)(?: [^:]*)?::(.*)$/i.exec(line) ?? [];
    if (name === 'stop-commands') stopped = data;
    else if (name !== '') commands.push(name);
    else if (line.includes('##[')) commands.push('old');
  }
  return commands;
}

describe('github', () => {
  test('each check that failed is an annotation at its place, and the points are a notice', () => {
    const commands = githubCommands(outcomeOf(failed), options).split('\n');
    expect(commands[0]).toBe('::error file=exercises/exercise-3-pool/pool.ts,line=12,col=5,title=exercise-3 priority%3A A waiting task with a higher priority starts first::Tasks started in the order 1, 2, 3.%0Aexpected: 3, 2, 1%0Aactual: 1, 2, 3%0Aat pool.ts:12:5%0ANext: Look at where a worker picks its next task.');
    expect(commands[1]).toBe('::notice title=exercise-3%3A failed::2 of 6 points');
  });
  test('a program that prints commands gives none', () => {
    expect(obeyed(forged), 'unfenced, the runner would obey').toContain('set-output');
    expect(obeyed(githubCommands(outcomeOf(forging), options))).toEqual(['error', 'notice', 'group', 'endgroup']);
    expect(obeyed(`${fenced(forged, options.token)}\n::notice::ours`)).toEqual(['notice']);
  });
  test('the summary shows what it printed and nothing of it as markup', () => {
    const summary = githubSummary(outcomeOf(forging));
    const block = /^(`{3,})text\n([\s\S]*)\n\1$/m.exec(summary);
    expect(block?.[1]).toBe('`````');
    const rest = summary.replace(block?.[0] ?? '', '');
    expect(rest).not.toMatch(/<h1>|```|^\| pass \| forged/m);
    expect(rest.split('\n').filter((line) => line.startsWith('| ')).length, 'a header and a row').toBe(2);
  });
  test('what is not the learner\'s fault says so', () => {
    expect(githubCommands(outcomeOf(withoutVerdict), options)).toContain('::error title=exercise-3%3A no verdict::This is a fault of concurrency-tutor');
    expect(githubCommands(missingFolder, options)).toContain('exercise-9 has no folder.%0ARun init.');
    expect(githubSummary(missingFolder)).toContain('### exercise-9: no verdict');
  });
});

test('of a hidden check no report for learners says what it is about', () => {
  const secret = { ...failing, visibility: 'hidden', description: 'a secret', cause: { kind: 'expectation', rationale: 'a secret', help: 'a secret' } } as const;
  const outcome = outcomeOf({ ...failed, verdict: { kind: 'fail', checks: [secret] } });
  const texts = [junitXml(outcome), tapText(outcome), githubCommands(outcome, options), githubSummary(outcome), JSON.stringify([gradescopeResults(outcome), exercismResults(outcome), classroom50Result(outcome, { env: runner, now })]), Buffer.from(githubClassroomResult(outcome), 'base64').toString()];
  for (const text of texts) {
    expect(text).toContain('A hidden check');
    expect(text).not.toContain('a secret');
  }
});
