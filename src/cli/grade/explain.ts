/** `grade --explain STUDENT CHECK`: what a check found, and how to see it again. */
import { resolve } from 'node:path';
import { exerciseFolderIn, JudgePool, jobFor, objectionHere, openExercises, readGrading, readRecords, readWork, type GradeJob, type GradeRecord, type JobResult } from '../../classroom/index.ts';
import { exitCode, JudgeError, UsageError, WorkspaceError } from '../../errors.ts';
import type { Cause, CheckResult } from '../../judge/index.ts';
import { findingLines, hanging, shown } from '../../report/index.ts';
import type { CommandIo } from '../io.ts';
import { courseFolder } from '../course-folder.ts';
import { reportStyle } from '../style.ts';
import type { GradeCommandOptions } from './options.ts';
import { judgePatience } from './patience.ts';

interface Explained {
  readonly record: GradeRecord;
  readonly check: CheckResult;
}

export async function explain(io: CommandIo, names: readonly string[], options: GradeCommandOptions & { readonly explain: string }): Promise<number> {
  const [name, ...more] = names;
  if (name === undefined || more.length > 0) throw new UsageError('no-check', 'It is not clear which check to explain.', 'Write `concurrency-tutor grade --explain STUDENT CHECK`, with the id of a check as the gradebook has it.');
  const out = resolve(io.cwd, options.out);
  const grading = await readGrading(out);
  if (grading === undefined) throw new WorkspaceError('no-grading', `There is no grading in ${out}.`, 'Name its folder with --out.');
  const student = Object.entries(grading.pseudonyms).find(([, pseudonym]) => pseudonym === options.explain)?.[0] ?? options.explain;
  const explained = choose(await readRecords(out), student, name, options);
  io.print(text(io, explained, options).join('\n'));
  if (options.replay !== true) return exitCode.ok;
  return replay(io, explained, options);
}

/** `CHECK` or `EXERCISE/CHECK`. */
function choose(records: readonly GradeRecord[], student: string, name: string, { explain }: { readonly explain: string }): Explained {
  const own = records.filter((record) => record.student === student);
  if (own.length === 0) throw new UsageError('no-student', `There is no verdict on the work of ${explain}.`, `Write the name as the gradebook has it: ${listed(records.map((record) => record.student))}.`);
  const [exercise, id] = name.includes('/') ? name.split('/', 2) : [undefined, name];
  const found = own.filter((record) => exercise === undefined || record.exercise === exercise).flatMap((record) => checksOf(record).filter((check) => check.id === id).map((check) => ({ record, check })));
  const [first, second] = found;
  if (first === undefined) throw new UsageError('no-check', `${explain} has no check ${name}.`, `There are ${listed(own.flatMap((record) => checksOf(record).map((check) => `${record.exercise}/${check.id}`)))}.`);
  if (second !== undefined) throw new UsageError('which-check', `${name} is a check of several exercises.`, `Write ${found.map(({ record }) => `${record.exercise}/${name}`).join(' or ')}.`);
  return first;
}

function checksOf({ outcome }: GradeRecord): readonly CheckResult[] {
  return outcome.kind === 'judged' && outcome.judgement.verdict.kind !== 'error' ? outcome.judgement.verdict.checks : [];
}

function listed(names: readonly string[]): string {
  const different = [...new Set(names)];
  return different.length === 0 ? 'none' : different.slice(0, 20).join(', ');
}

function text(io: CommandIo, { record, check }: Explained, { explain, out }: GradeCommandOptions & { readonly explain: string }): string[] {
  const style = reportStyle(io);
  const again = `concurrency-tutor grade --explain ${word(explain)} ${record.exercise}/${check.id} --replay${out === 'grades' ? '' : ` --out ${word(out)}`}`;
  return [
    ...hanging('', shown(`${explain}, ${record.exercise}, ${check.id}: ${check.status}, ${check.score} of ${check.max} points. ${check.description}.`), style.width),
    ...(check.cause === undefined ? [] : causeLines(check.cause, style)),
    ...(check.cause?.replay === undefined ? [] : ['', `Replay token: ${shown(check.cause.replay)}`]),
    ...(check.status === 'fail' ? ['', 'See it again:', `  ${again}`] : []),
  ];
}

function causeLines(cause: Cause, style: ReturnType<typeof reportStyle>): string[] {
  return [
    '',
    ...(cause.finding === undefined ? hanging('', shown(cause.rationale), style.width) : findingLines(cause.finding, style, { steps: 20 })),
    ...(cause.expected === undefined ? [] : hanging('expected  ', shown(cause.expected), style.width)),
    ...(cause.actual === undefined ? [] : hanging('actual    ', shown(cause.actual), style.width)),
    ...(cause.location === undefined ? [] : [shown(`at ${cause.location.file}:${cause.location.line}:${cause.location.column}`)]),
    ...hanging('Next: ', shown(cause.help), style.width),
  ];
}

function word(text: string): string {
  return /^[\w./@:+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Judges the same files again under the same conditions. */
async function replay(io: CommandIo, { record, check }: Explained, options: GradeCommandOptions): Promise<number> {
  const objection = await objectionHere(options.allowWeakIsolation === true ? 'weak-allowed' : 'required');
  if (objection !== undefined) throw new UsageError(objection.code, objection.message, objection.nextStep);
  const exercise = (await openExercises(courseFolder(io))).find(({ id }) => id === record.exercise);
  const folder = exercise === undefined ? undefined : await exerciseFolderIn(record.folder, exercise).catch(() => undefined);
  if (exercise === undefined || folder === undefined) throw new WorkspaceError('no-work', `The work is no longer in ${record.folder}.`, 'Put it back, or grade it again where it is now.');
  const work = await readWork(folder);
  if (work.hash !== record.hash) throw new WorkspaceError('changed-work', `The work in ${folder} has changed since it was judged.`, 'Grade it again; the gradebook then shows what has become different.');
  const { suites } = options;
  const pool = new JudgePool({ jobs: 1, course: courseFolder(io), patience: judgePatience, ...(suites === undefined ? {} : { suites: resolve(io.cwd, suites) }) });
  const settings = { ...record.settings, isolation: options.allowWeakIsolation === true ? 'weak-allowed' as const : 'required' as const };
  const result = await judged(pool, jobFor(exercise.id, work, settings));
  if (result.kind === 'failed') throw new JudgeError('no-verdict', result.message, 'Nothing is known about this work now; the old verdict stands.');
  const { verdict } = result.judgement;
  const now = verdict.kind === 'error' ? undefined : verdict.checks.find(({ id }) => id === check.id);
  if (now === undefined) throw new JudgeError('no-verdict', 'The judge gave no verdict this time.', 'Nothing is known about this work now; the old verdict stands.');
  const isSame = now.status === check.status && now.cause?.rationale === check.cause?.rationale && now.cause?.replay === check.cause?.replay;
  io.print(`\n${isSame ? 'Judged again: the same, from the first word to the replay token.' : `Judged again: ${now.status}. ${shown(now.cause?.rationale ?? '')}`}`);
  return isSame ? exitCode.ok : exitCode.failed;
}

async function judged(pool: JudgePool, job: GradeJob): Promise<JobResult> {
  try {
    return await pool.judge(job);
  } finally {
    await pool.stop();
  }
}
