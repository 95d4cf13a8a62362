/** `grade`: judge a class, write the gradebook, say what came out. */
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import {
  discover, exerciseFolderIn, grade, hasSuite, isUnreachable, JudgePool, objectionHere, openExercises, OutputFolder, pseudonymsFor, QueueJudges,
  type Entry, type Judges, type JudgeSettings, type Submission,
} from '../../classroom/index.ts';
import { findNamed, type Exercise } from '../../course/index.ts';
import { exitCode, UsageError } from '../../errors.ts';
import { renderGradebook, type Gradebook } from '../../report/index.ts';
import { Interruption, printJson, type CommandIo } from '../io.ts';
import { courseFolder } from '../course-folder.ts';
import { reportStyle } from '../style.ts';
import type { GradeCommandOptions } from './options.ts';
import { judgePatience } from './patience.ts';
import { prepared, type PreparedExercise } from './prepared-exercise.ts';
import { gradeProgress } from './progress.ts';
import { readClassSettings } from './settings.ts';
import { writeGradebook } from './write-gradebook.ts';

export async function gradeClass(io: CommandIo, names: readonly string[], options: GradeCommandOptions): Promise<number> {
  const signal = io.interruption();
  requireOptions(names, options);
  const isolation = options.allowWeakIsolation === true ? 'weak-allowed' : 'required';
  // Workers answer for their own machines.
  const objection = options.queue === undefined ? await objectionHere(isolation) : undefined;
  if (objection !== undefined) throw new UsageError(objection.code, objection.message, objection.nextStep);
  const course = await openExercises(courseFolder(io));
  const asked = await chooseExercises(course, options.exercise);
  const submissions = await discover(names, io.cwd, asked ?? course);
  const suites = options.suites === undefined ? undefined : resolve(io.cwd, options.suites);
  const exercises = await prepared(asked ?? await handedIn(submissions, course, suites), suites);
  const settings = await readClassSettings(io, options, exercises.map(({ exercise }) => exercise), submissions.map(({ student }) => student));
  const out = await OutputFolder.claim(resolve(io.cwd, options.out), options.seed);
  try {
    const entries = await judgeClass({ io, options, submissions, exercises, out, isolation, signal });
    if (entries === undefined) return signal.reason instanceof Interruption ? signal.reason.exitCode : exitCode.interrupted;
    const book = await writeGradebook({ out, entries, exercises, settings, options, version: io.version, now: io.now() });
    say(io, book, options);
    return exitOf(book, options);
  } finally {
    await out.release();
  }
}

function requireOptions(names: readonly string[], { roster, mapping, replay, failOnAny, exitZero }: GradeCommandOptions): void {
  if (names.length === 0) throw new UsageError('no-submissions', 'Nothing is named to grade.', 'Name the folder that holds the submissions: `concurrency-tutor grade submissions/ --exercise exercise-3`.');
  if ((roster === undefined) !== (mapping === undefined)) throw new UsageError('roster-and-mapping', '--roster and --mapping go together.', 'Give both; docs/teachers.md shows a mapping.');
  if (replay === true) throw new UsageError('replay-alone', '--replay goes with --explain.', 'Write `concurrency-tutor grade --explain STUDENT CHECK --replay`.');
  if (failOnAny === true && exitZero === true) throw new UsageError('exit-codes', '--fail-on-any and --exit-zero contradict each other.', 'Leave out one of them.');
}

/** What the names mean, in the order of the course; `undefined` when none were given. */
async function chooseExercises(course: readonly Exercise[], names: readonly string[]): Promise<readonly Exercise[] | undefined> {
  if (names.length === 0) return undefined;
  const chosen = new Set(names.map((name) => findNamed(course, name, 'exercise')));
  return course.filter((exercise) => chosen.has(exercise));
}

/** Those that somebody handed in; with private suites, those of them that have one. */
async function handedIn(submissions: readonly Submission[], course: readonly Exercise[], suites: string | undefined): Promise<readonly Exercise[]> {
  const withSuite = course.filter((exercise) => hasSuite(exercise, suites));
  if (withSuite.length === 0) throw new UsageError('no-suites', `There is no suite of any exercise in ${suites}.`, 'Lay it out as the course\'s exercises/, such as 03-worker-pool/suite/.');
  const found = await Promise.all(withSuite.map(async (exercise) => {
    for (const { folder } of submissions) if (await exerciseFolderIn(folder, exercise) !== undefined) return exercise;
    return undefined;
  }));
  const handed = found.filter((exercise) => exercise !== undefined);
  if (handed.length > 0) return handed;
  throw new UsageError('no-work', 'Nobody handed in any of the exercises that can be graded here.', 'Name the exercise with --exercise, or look whether --suites holds the right ones.');
}

interface ClassAtWork {
  readonly io: CommandIo;
  readonly options: GradeCommandOptions;
  readonly submissions: readonly Submission[];
  readonly exercises: readonly PreparedExercise[];
  readonly out: OutputFolder;
  readonly isolation: JudgeSettings['isolation'];
  readonly signal: AbortSignal;
}

/** `undefined` after an interruption. */
async function judgeClass({ io, options, submissions, exercises, out, isolation, signal }: ClassAtWork): Promise<readonly Entry[] | undefined> {
  const pseudonyms = options.anonymous === true ? pseudonymsFor(submissions.map(({ student }) => student), out.grading.pseudonyms) : undefined;
  if (pseudonyms !== undefined) await out.savePseudonyms(Object.fromEntries(pseudonyms));
  const progress = gradeProgress(io, (student) => pseudonyms?.get(student) ?? student);
  const judges = await openJudges(io, options, isolation);
  const suites = new Map(exercises.map(({ exercise, suite }) => [exercise.id, suite]));
  const { schedules } = options;
  const settingsFor = ({ id }: Exercise): JudgeSettings => ({ seed: out.grading.seed, isolation, suite: suites.get(id) ?? '', version: io.version, ...(schedules === undefined ? {} : { schedules }) });
  try {
    return await grade({
      submissions, exercises: exercises.map(({ exercise }) => exercise), out, judges, settingsFor, again: options.again === true ? 'all' : 'changed',
      now: () => io.now(), signal, onEvent: (event) => progress.show(event),
    });
  } catch (error) {
    if (!signal.aborted) throw error;
    progress.end();
    io.warn('Interrupted. What was decided is kept; the same command goes on from there.');
    return undefined;
  } finally {
    progress.end();
  }
}

async function openJudges(io: CommandIo, options: GradeCommandOptions, isolation: JudgeSettings['isolation']): Promise<Judges> {
  const { queue, jobs = availableParallelism(), suites } = options;
  const here = (): JudgePool => new JudgePool({ jobs, course: courseFolder(io), patience: judgePatience, ...(suites === undefined ? {} : { suites: resolve(io.cwd, suites) }) });
  if (queue === undefined) return here();
  try {
    const judges = await QueueJudges.open(queue);
    if (await judges.workers() === 0) io.warn(`No worker waits at the queue yet. Start one: concurrency-tutor worker --queue ${queue.replace(/\/\/[^@/]*@/, '//…@')}`);
    return judges;
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    io.warn(`${error.message} This machine judges instead.`);
    const objection = await objectionHere(isolation);
    if (objection !== undefined) throw new UsageError(objection.code, objection.message, objection.nextStep, { cause: error });
    return here();
  }
}

function say(io: CommandIo, book: Gradebook, options: GradeCommandOptions): void {
  if (options.json === true) printJson(io, book);
  else io.print(renderGradebook(book, resolve(io.cwd, options.out), reportStyle(io)));
}

/** A verdict is what was asked for, whatever it says; work without one is our fault. */
function exitOf(book: Gradebook, { failOnAny, exitZero }: GradeCommandOptions): number {
  if (exitZero === true) return exitCode.ok;
  const results = book.students.flatMap(({ results }) => results);
  if (results.some(({ final }) => final === null)) return exitCode.internal;
  return failOnAny === true && results.some(({ state }) => state !== 'pass') ? exitCode.failed : exitCode.ok;
}

