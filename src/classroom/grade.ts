/** Grades a class: what still stands is kept, the rest is judged, and every verdict is on the disk before the next. */
import type { Exercise } from '../course/model.ts';
import { messageOf } from '../system-error.ts';
import { exerciseFolderIn } from './intake/layout.ts';
import { readWork } from './intake/read-work.ts';
import { jobFor, type GradeJob, type JobResult, type JudgeSettings } from './job.ts';
import { readRecord, type OutputFolder } from './output-folder.ts';
import { recordSchemaId, stands, type GradeRecord, type Outcome } from './record.ts';
import type { Submission, Work } from './submission.ts';

/** Whoever judges: processes on this machine, or a queue. */
export interface Judges {
  /** How many jobs it can use at a time. */
  readonly room: number;
  /** Never rejects. `id` is the same for the same work of the same grading. */
  judge(job: GradeJob, id: string): Promise<JobResult>;
  stop(): Promise<void>;
}

export type GradeEvent =
  | { readonly kind: 'planned'; readonly total: number; readonly kept: number }
  | { readonly kind: 'decided'; readonly record: GradeRecord; readonly previous: GradeRecord | undefined; readonly done: number; readonly total: number };

export interface GradeOptions {
  readonly submissions: readonly Submission[];
  readonly exercises: readonly Exercise[];
  readonly out: OutputFolder;
  readonly judges: Judges;
  readonly settingsFor: (exercise: Exercise) => JudgeSettings;
  /** `changed`: what still stands is not judged again. */
  readonly again: 'changed' | 'all';
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly onEvent: (event: GradeEvent) => void;
}

/** One student's work on one exercise, and what became of it. */
export interface Entry {
  readonly submission: Submission;
  readonly exercise: Exercise;
  readonly work: Work | undefined;
  readonly record: GradeRecord;
  /** What was decided before, when it was decided anew. */
  readonly previous: GradeRecord | undefined;
}

interface Planned {
  readonly submission: Submission;
  readonly exercise: Exercise;
  readonly work: Work | undefined;
  readonly previous: GradeRecord | undefined;
  /** Decided without a judge: kept, nothing handed in, or unreadable. */
  readonly settled?: GradeRecord;
}

/** Rejects with the signal's reason when it is interrupted; what was decided until then is kept. */
export async function grade(options: GradeOptions): Promise<readonly Entry[]> {
  const { submissions, exercises, signal, onEvent } = options;
  const planned: Planned[] = [];
  for (const submission of submissions) {
    for (const exercise of exercises) planned.push(await plan(options, submission, exercise));
    signal.throwIfAborted();
  }
  const open = planned.filter(({ settled }) => settled === undefined);
  onEvent({ kind: 'planned', total: open.length, kept: planned.filter(({ settled, previous }) => settled !== undefined && settled === previous).length });
  const decided = await judgeAll(options, open);
  return planned.map((one) => ({ ...one, record: one.settled ?? required(decided.get(one)), previous: one.settled === one.previous ? undefined : one.previous }));
}

async function plan(options: GradeOptions, submission: Submission, exercise: Exercise): Promise<Planned> {
  const { out, settingsFor, again } = options;
  const previous = await readRecord(out.path, submission.student, exercise.id);
  const settle = async (work: Work | undefined, outcome: Outcome): Promise<Planned> => {
    const settled = previous?.outcome.kind === 'missing' && outcome.kind === 'missing' ? previous : await save(options, { submission, exercise, work, previous }, outcome);
    return { submission, exercise, work, previous, settled };
  };
  try {
    const folder = await exerciseFolderIn(submission.folder, exercise);
    const work = folder === undefined ? undefined : await readWork(folder);
    if (work === undefined || work.files.length === 0 && work.notes.length === 0) return await settle(work, { kind: 'missing' });
    if (again === 'changed' && stands(previous, work.hash, settingsFor(exercise))) return { submission, exercise, work, previous, ...(previous === undefined ? {} : { settled: previous }) };
    return { submission, exercise, work, previous };
  } catch (error) {
    return settle(undefined, { kind: 'failed', message: `${submission.origin}: ${submission.folder} cannot be read: ${messageOf(error)}` });
  }
}

/** As many at a time as there is room for. */
async function judgeAll(options: GradeOptions, open: readonly Planned[]): Promise<Map<Planned, GradeRecord>> {
  const { judges, signal, onEvent } = options;
  const decided = new Map<Planned, GradeRecord>();
  const stopped = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }));
  stopped.catch(() => undefined);
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let one = open[next++]; one !== undefined; one = open[next++]) {
      const record = await save(options, one, await Promise.race([judgeOne(options, one), stopped]));
      decided.set(one, record);
      onEvent({ kind: 'decided', record, previous: one.previous, done: decided.size, total: open.length });
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(judges.room, open.length) }, lane));
    return decided;
  } finally {
    await judges.stop();
  }
}

async function judgeOne({ judges, out, settingsFor }: GradeOptions, { submission, exercise, work }: Planned): Promise<Outcome> {
  const settings = settingsFor(exercise);
  const result = await judges.judge(jobFor(exercise.id, required(work), settings), `${out.grading.id}-${exercise.id}-${idOf(submission.student)}-${required(work).hash.slice(0, 16)}`);
  return result.kind === 'judged' ? { kind: 'judged', judgement: result.judgement } : { kind: 'failed', message: result.message };
}

/** A student's name as part of a job's id. */
function idOf(student: string): string {
  return Buffer.from(student).toString('base64url');
}

async function save({ out, settingsFor, now }: GradeOptions, { submission, exercise, work }: Planned, outcome: Outcome): Promise<GradeRecord> {
  const record: GradeRecord = {
    schema: recordSchemaId, student: submission.student, exercise: exercise.id, folder: submission.folder, hash: work?.hash ?? '', settings: settingsFor(exercise), outcome,
    gradedAt: now().toISOString(), notes: work?.notes ?? [],
  };
  await out.saveRecord(record);
  return record;
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a submission was planned and not decided');
  return value;
}
