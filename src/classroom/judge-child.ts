/** A process that judges one job after the other for a pool, and ends with it. */
import { messageOf } from '../system-error.ts';
import { carryOut } from './carry-out.ts';
import type { GradeJob, JobResult } from './job.ts';
import { openExercises, withPrivateSuite } from './exercises.ts';

export interface ChildRequest {
  readonly id: number;
  readonly job: GradeJob;
}

export interface ChildReply {
  readonly id: number;
  readonly result: JobResult;
}

const over = new AbortController();
const [courseFolder = '', suitesFolder = ''] = process.argv.slice(2);
const suites = suitesFolder === '' ? undefined : suitesFolder;
const opened = openExercises(courseFolder);
opened.catch(() => undefined);

process.on('message', (request: ChildRequest) => {
  void answer(request).then((result) => process.send?.({ id: request.id, result } satisfies ChildReply), leave);
});
// The terminal sends Ctrl-C to every process; the pool says when to stop.
process.on('SIGINT', () => {});
process.on('SIGTERM', leave);
process.on('disconnect', leave);

async function answer({ job }: ChildRequest): Promise<JobResult> {
  try {
    const exercise = (await opened).find(({ id }) => id === job.exercise);
    if (exercise === undefined) return { kind: 'failed', message: `This judge's course has no ${job.exercise}.` };
    return await carryOut({ exercise: await withPrivateSuite(exercise, suites), suites, job, signal: over.signal });
  } catch (error) {
    over.signal.throwIfAborted();
    return { kind: 'failed', message: messageOf(error) };
  }
}

/** The judge tidies up behind itself first; should it hang, the process ends all the same. */
function leave(): void {
  if (over.signal.aborted) return;
  over.abort(new Error('stopped'));
  setTimeout(() => process.exit(0), 1000);
}
