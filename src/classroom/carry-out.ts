/** Carries out one job: the files in an empty folder of their own, judged there, and the folder gone. */
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Exercise } from '../course/model.ts';
import { judge } from '../judge/index.ts';
import { messageOf } from '../system-error.ts';
import type { GradeJob, JobResult } from './job.ts';
import { objectionHere } from './trust.ts';

export interface CarryOut {
  /** With the checks that decide. */
  readonly exercise: Exercise;
  /** Folder of private suites. */
  readonly suites: string | undefined;
  readonly job: GradeJob;
  readonly signal: AbortSignal;
}

/** How many scenarios of each submission are run once more, to see whether they tell the same. */
const audits = 2;

/** Never rejects, except when it is aborted. */
export async function carryOut({ exercise, suites, job, signal }: CarryOut): Promise<JobResult> {
  const { seed, schedules, suite, version, isolation } = job.settings;
  const objection = await objectionHere(isolation);
  if (objection !== undefined) return failed(`${objection.message} ${objection.nextStep}`);
  const folder = await realpath(await mkdtemp(join(tmpdir(), `concurrency-tutor-work-${process.pid}-`)));
  try {
    await layOut(folder, job.files);
    const judgement = await judge({ exercise, folder, seed, signal, audits, isolation: 'strongest', ...(suites === undefined ? {} : { suites }), ...(schedules === undefined ? {} : { schedules }) });
    if (judgement.version !== version) return failed(`This judge is concurrency-tutor ${judgement.version}, and ${version} was asked for.`);
    if (judgement.suite !== suite) return failed(`This judge has another suite of ${exercise.id} than the one that was asked for.`);
    return { kind: 'judged', judgement };
  } catch (error) {
    signal.throwIfAborted();
    return failed(`The judge failed: ${messageOf(error)}`);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function failed(message: string): JobResult {
  return { kind: 'failed', message };
}

/** Paths come from our own reading of a folder, or from a queue: they must stay inside whatever they say. */
async function layOut(folder: string, files: GradeJob['files']): Promise<void> {
  for (const { path, content } of files) {
    if (path.split('/').some((part) => part === '' || part === '.' || part === '..') || /[\\\0:]/.test(path)) throw new Error(`"${path}" is not a path of a submission`);
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, Buffer.from(content, 'base64'), { flag: 'wx' });
  }
}
