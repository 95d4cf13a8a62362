/** `check`: judge exercises, remember the outcome, say it. */
import { existsSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Exercise } from '../../course/model.ts';
import { exitCode, UsageError } from '../../errors.ts';
import type { JudgeEvent } from '../../judge/event.ts';
import type { Seed } from '../../judge/seed.ts';
import type { Judgement } from '../../judge/verdict.ts';
import { recordAttempt, type Progress, type Workspace } from '../../progress/index.ts';
import { checkDocument, junitXml, renderJudgement, renderSummary, type CheckOutcome, type CheckProblem } from '../../report/index.ts';
import { allExercises, chooseExercise, type Choosing } from '../choose.ts';
import { exerciseFolder, folderName } from '../exercise-folder.ts';
import { Interruption, printJson, type CommandIo } from '../io.ts';
import { openCourse, openLearnersProgress, requireWorkspace, saveIfPossible } from '../learner.ts';
import { reportStyle } from '../style.ts';
import { messageOf } from '../../system-error.ts';
import { progressLine } from '../course/progress-line.ts';
import { worstOf } from './worst.ts';

export interface CheckOptions {
  readonly all?: boolean;
  readonly json?: boolean;
  readonly junit?: string;
  readonly seed?: Seed;
  readonly schedules?: number;
}

export async function checkExercises(io: CommandIo, names: readonly string[], options: CheckOptions): Promise<number> {
  const stop = io.interruption();
  requireFolderOf(io, options.junit);
  const workspace = await requireWorkspace(io);
  const [course, progress] = await Promise.all([openCourse(io), openLearnersProgress(io)]);
  const chosen = await choose({ course, state: progress.state, workspace, cwd: io.cwd }, names, options);
  const outcome = await checkAll({ io, workspace, progress, options, stop }, chosen);
  await writeJunit(io, options.junit, outcome);
  if (options.json === true) printJson(io, checkDocument(outcome));
  else if (outcome.interrupted) io.warn('Interrupted. The check that was running does not count.');
  return outcome.exitCode;
}

async function choose(choosing: Choosing, names: readonly string[], options: CheckOptions): Promise<readonly Exercise[]> {
  if (options.all === true) {
    if (names.length === 0) return allExercises(choosing.course);
    throw new UsageError('names-and-all', 'Give exercises or --all, not both.', 'Leave out one of them.');
  }
  if (names.length === 0) return [await chooseExercise(choosing, undefined)];
  const chosen = await Promise.all(names.map((name) => chooseExercise(choosing, name)));
  return [...new Set(chosen)];
}

interface Checking {
  readonly io: CommandIo;
  readonly workspace: Workspace;
  readonly progress: Progress;
  readonly options: CheckOptions;
  readonly stop: AbortSignal;
}

/** One after the other: each is reported, and remembered, as soon as it is decided. */
async function checkAll(checking: Checking, exercises: readonly Exercise[]): Promise<CheckOutcome> {
  const { io, options, stop } = checking;
  const judgements: Judgement[] = [];
  const problems: CheckProblem[] = [];
  for (const exercise of exercises) {
    const result = await checkOne(checking, exercise);
    if (result === 'interrupted') break;
    if ('verdict' in result) judgements.push(result);
    else problems.push(result);
    if (options.json !== true) io.print(`${textOf(io, result)}\n`);
  }
  const outcome: CheckOutcome = { judgements, problems, interrupted: stop.aborted, exitCode: stop.aborted ? codeOfInterruption(stop) : worstOf(judgements, problems) };
  if (options.json !== true && exercises.length > 1) io.print(renderSummary(outcome, reportStyle(io)));
  return outcome;
}

function codeOfInterruption({ reason }: AbortSignal): number {
  return reason instanceof Interruption ? reason.exitCode : exitCode.interrupted;
}

function textOf(io: CommandIo, result: Judgement | CheckProblem): string {
  return 'verdict' in result ? renderJudgement(result, reportStyle(io)) : `${result.message}\n${result.nextStep}`;
}

async function checkOne(checking: Checking, exercise: Exercise): Promise<Judgement | CheckProblem | 'interrupted'> {
  const { io, workspace, progress, options, stop } = checking;
  if (stop.aborted) return 'interrupted';
  const folder = exerciseFolder(workspace, exercise);
  if (!existsSync(folder)) {
    return {
      exercise: exercise.id, code: 'no-folder', message: `${exercise.id} has no folder exercises/${folderName(exercise)} in this workspace.`,
      nextStep: 'Run `concurrency-tutor init --add-missing` to put its starter there.',
    };
  }
  const judgement = await judgeUntilStopped(checking, exercise, folder);
  if (judgement === 'interrupted') return judgement;
  await remember(io, progress, judgement, options);
  return judgement;
}

async function judgeUntilStopped({ io, options, stop }: Checking, exercise: Exercise, folder: string): Promise<Judgement | 'interrupted'> {
  const { judge } = await import('../../judge/index.ts');
  const { seed, schedules } = options;
  const progress = progressLine(io);
  const stopped = new Promise<'interrupted'>((done) => stop.addEventListener('abort', () => {
    // The judge tidies up behind itself; should it hang, the command still ends.
    setTimeout(() => { io.endProcess(); done('interrupted'); }, 2000).unref();
  }, { once: true }));
  const judged = judge({ exercise, folder, signal: stop, onProgress: (event) => showProgress(progress, exercise, event), ...(seed === undefined ? {} : { seed }), ...(schedules === undefined ? {} : { schedules }) })
    .then((judgement) => (stop.aborted ? 'interrupted' as const : judgement), (error: unknown) => {
      if (stop.aborted) return 'interrupted' as const;
      throw error;
    });
  return Promise.race([judged, stopped]).finally(() => progress.show(''));
}

async function remember(io: CommandIo, progress: Progress, { exercise, verdict, score }: Judgement, options: CheckOptions): Promise<void> {
  if (verdict.kind === 'error') return;
  await saveIfPossible(io, progress, (draft) => {
    recordAttempt(draft, { exercise, passed: verdict.kind === 'pass', score, at: io.now() });
    // Checking everything does not move anybody anywhere.
    if (options.all !== true) draft.current = exercise;
  });
}

/** The line names what is being decided now; what has been decided stands in the report. */
function showProgress(progress: { show(text: string): void }, exercise: Exercise, event: JudgeEvent): void {
  switch (event.kind) {
    case 'started': progress.show(`${exercise.id}: starting`); break;
    case 'check-started': progress.show(`${exercise.id}: ${exercise.checks.find(({ id }) => id === event.id)?.description ?? event.id}`); break;
    case 'check-finished': break;
    default: event satisfies never;
  }
}

/** Said before the work is done, not after it. */
function requireFolderOf(io: CommandIo, file: string | undefined): void {
  if (file === undefined) return;
  const path = resolve(io.cwd, file);
  const folder = statSync(dirname(path), { throwIfNoEntry: false });
  const there = statSync(path, { throwIfNoEntry: false });
  if (folder?.isDirectory() === true && there?.isDirectory() !== true) return;
  throw new UsageError('cannot-write', `No report can be written to ${path}.`, 'Give --junit a file in a folder that exists.');
}

async function writeJunit(io: CommandIo, file: string | undefined, outcome: CheckOutcome): Promise<void> {
  if (file === undefined) return;
  const path = resolve(io.cwd, file);
  try {
    await writeFile(path, junitXml(outcome));
  } catch (error) {
    throw new UsageError('cannot-write', `The report cannot be written to ${path}: ${messageOf(error)}.`, 'Give --junit a file in a folder that exists.', { cause: error });
  }
}
