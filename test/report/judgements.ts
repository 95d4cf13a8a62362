/** Judgements to render. */
import type { Finding } from '../../src/explore/report.ts';
import type { CheckResult, Judgement } from '../../src/judge/verdict.ts';
import type { ReportStyle } from '../../src/report/index.ts';

export const plain: ReportStyle = { width: 80, colour: 'none', glyphs: 'unicode', advice: 'full' };

const facts = { title: 'Worker pool', seed: 7, durationMs: 1234, commitment: 'cd'.repeat(32), suite: 'ab'.repeat(32), version: '0.1.0', node: 'v24.0.0', trust: { level: 'isolated', missing: ['network', 'files', 'user'] }, audited: 0, output: [], exercise: 'exercise-3' } as const;

export const passing: CheckResult = { id: 'fixed-workers', description: 'At most `workers` tasks run at a time', status: 'pass', score: 2, max: 2, durationMs: 40, schedules: 200, visibility: 'visible' };

export const failing: CheckResult = {
  id: 'priority', description: 'A waiting task with a higher priority starts first', status: 'fail', score: 0, max: 3, durationMs: 60, schedules: 200, visibility: 'visible',
  cause: {
    kind: 'expectation', rationale: 'Tasks started in the order 1, 2, 3.', help: 'Look at where a worker picks its next task.',
    expected: '3, 2, 1', actual: '1, 2, 3', location: { file: 'pool.ts', line: 12, column: 5 }, lesson: 'worker-pools',
  },
};

export const skipped: CheckResult = {
  id: 'starvation', description: 'A task of low priority is not put off for ever', status: 'skipped', score: 0, max: 1, durationMs: 0, schedules: 0, dependsOn: 'priority', visibility: 'visible',
  cause: { kind: 'dependency', rationale: 'Not run, because “priority” did not pass.', help: 'Mend that first.' },
};

export const deadlock: Finding = {
  kind: 'deadlock', message: 'Every goroutine waits, and none can be woken.', topic: 'deadlock.no-receiver', replay: 'v1.AAAA-BBBB',
  goroutines: [
    { id: 1, name: 'main', state: 'chan receive', waitingOn: 'receive from `results`', at: { file: 'pool.ts', line: 30, column: 21 } },
    { id: 4, name: '', state: 'chan send', waitingOn: 'send on `jobs`', at: { file: 'pool.ts', line: 14, column: 9 }, createdAt: { file: 'pool.ts', line: 8, column: 5 } },
  ],
  trace: [
    { step: 1, time: 0, goroutine: 1, what: 'starts' },
    { step: 2, time: 0, goroutine: 4, what: 'sends on `jobs`', at: { file: 'pool.ts', line: 14, column: 9 } },
  ],
};

export const stuck: CheckResult = {
  ...failing, id: 'shutdown', description: 'Shutdown waits for running tasks',
  cause: { kind: 'finding', rationale: 'Every goroutine waits, and none can be woken.', help: 'Close `jobs` when nothing more is sent.', finding: deadlock, replay: deadlock.replay },
};

export const passed: Judgement = { ...facts, verdict: { kind: 'pass', checks: [passing] }, score: 2, max: 2 };

export const failed: Judgement = {
  ...facts, verdict: { kind: 'fail', checks: [passing, failing, skipped] }, score: 2, max: 6,
  output: [{ stream: 'stdout', text: 'working\nstill working\n', truncated: true }],
};

export const deadlocked: Judgement = { ...facts, verdict: { kind: 'fail', checks: [passing, stuck], finding: deadlock }, score: 2, max: 5 };

export const withoutVerdict: Judgement = { ...facts, verdict: { kind: 'error', cause: { message: 'The judge failed: out of file descriptors', help: 'Close some programs and try again.' } }, score: 0, max: 6 };
