import { readdir, readFile } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { openExercises, decidingSuite } from '../../src/classroom/exercises.ts';
import type { GradeJob } from '../../src/classroom/job.ts';
import { JudgePool } from '../../src/classroom/judge-pool.ts';
import { ownPackage } from '../../src/cli/own-package.ts';
import { smallCourse } from '../support/tutor.ts';

async function jobOf(source: string, suite?: string): Promise<GradeJob> {
  const [exercise] = await openExercises(smallCourse);
  if (exercise === undefined) throw new Error('the small course has no exercise');
  return {
    exercise: 'exercise-1', files: [{ path: 'adder.ts', content: Buffer.from(source).toString('base64') }],
    settings: { seed: 1, isolation: 'weak-allowed', suite: suite ?? await decidingSuite(exercise, undefined), version: ownPackage().version },
  };
}

function poolOf(jobs: number): JudgePool {
  const pool = new JudgePool({ jobs, course: smallCourse, patience: 600 });
  onTestFinished(() => pool.stop());
  return pool;
}

const good = 'import type { ReceiveChannel } from "concurrency-tutor";\nexport async function sum(numbers: ReceiveChannel<number>): Promise<number> { let total = 0; for await (const n of numbers) total += n; return total; }';
const endless = 'export async function sum() { for (;;) { for (let i = 0; i < 1e9; i++) {} } }';

/** The judges that this process has started, by their command line. */
async function judges(): Promise<number[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(ids.map(async (id) => {
    const [stat, line] = await Promise.all([readFile(`/proc/${id}/stat`, 'utf8').catch(() => ''), readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')]);
    return stat.split(') ')[1]?.split(' ')[1] === String(process.pid) && line.includes('judge-child') ? [Number(id)] : [];
  }));
  return found.flat();
}

async function anotherJudge(than: readonly number[]): Promise<number> {
  for (;;) {
    const found = (await judges()).find((id) => !than.includes(id));
    if (found !== undefined) return found;
    await new Promise((resume) => setTimeout(resume, 20));
  }
}

test.skipIf(process.platform !== 'linux')('a judge that dies is replaced once, then its submission has no verdict; the next one is judged as ever', { timeout: 120_000 }, async () => {
  const pool = poolOf(1);
  const poison = pool.judge(await jobOf(endless));
  const honest = pool.judge(await jobOf(good));
  const first = await anotherJudge([]);
  process.kill(first, 'SIGKILL');
  process.kill(await anotherJudge([first]), 'SIGKILL');
  expect(await poison).toEqual({ kind: 'failed', message: 'The judge was ended by SIGKILL at this submission, 2 times. There is no verdict.' });
  expect(await honest).toMatchObject({ kind: 'judged', judgement: { score: 2 } });
  await pool.stop();
  expect(await judges()).toEqual([]);
});

test('a job for another suite, or with a path that leads out, is refused and runs nothing', { timeout: 120_000 }, async () => {
  const pool = poolOf(1);
  const job = await jobOf(good);
  expect(await pool.judge(await jobOf(good, 'other'))).toEqual({ kind: 'failed', message: 'This judge has another suite of exercise-1 than the one that was asked for.' });
  for (const path of ['../out.ts', '/etc/out.ts', 'a/../../out.ts', 'a\\b.ts', 'C:x.ts', '']) {
    expect(await pool.judge({ ...job, files: [{ path, content: '' }] })).toEqual({ kind: 'failed', message: `The judge failed: "${path}" is not a path of a submission` });
  }
});
