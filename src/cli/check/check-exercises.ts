/** `check`: judge exercises, remember the outcome, say it. */
import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import type { Course, Exercise } from '../../course/model.ts';
import { exitCode, Interruption, UsageError } from '../../errors.ts';
import type { JudgeEvent } from '../../judge/event.ts';
import type { Seed } from '../../judge/seed.ts';
import type { Judgement } from '../../judge/verdict.ts';
import type { Progress, Workspace } from '../../progress/index.ts';
import { recordAttempt } from '../../progress/record.ts';
import type { CheckOutcome, CheckProblem } from '../../report/check-document.ts';
import { JudgementTelling, renderJudgement } from '../../report/judgement.ts';
import { renderSummary } from '../../report/summary.ts';
import { allExercises, chooseExercise, type Choosing } from '../choose.ts';
import { exerciseFolder, exercisesFolder, folderName } from '../exercise-folder.ts';
import type { CommandIo } from '../io.ts';
import { openCourse, openLearnersProgress, requireWorkspace, saveIfPossible } from '../learner.ts';
import { reportStyle } from '../style.ts';
import { progressLine } from '../course/progress-line.ts';
import { reportOrders, type ReporterOptions } from './reporters.ts';
import { worstOf } from './worst.ts';
import { requireReportable, tell, tellsAtOnce, writeReports, type Reporting } from './write-reports.ts';

export interface CheckOptions extends ReporterOptions {
  readonly all?: boolean;
  /** Failed work is no failure of the command. */
  readonly exitZero?: boolean;
  readonly seed?: Seed;
  readonly schedules?: number;
}

export async function checkExercises(io: CommandIo, names: readonly string[], options: CheckOptions): Promise<number> {
  const stop = io.interruption();
  const orders = reportOrders(options, io.env);
  const workspace = await requireWorkspace(io);
  const [course, progress] = await Promise.all([openCourse(io), openLearnersProgress(io)]);
  const reporting: Reporting = { io, orders, folderOf: foldersIn(course, io.env['GITHUB_WORKSPACE'] ?? workspace.root, workspace) };
  requireReportable(reporting);
  const chosen = await choose({ course, state: progress.state, workspace, cwd: io.cwd }, names, options);
  const outcome = await checkAll({ io, workspace, progress, options, stop, reporting }, chosen);
  await writeReports(reporting, outcome);
  if (outcome.interrupted && orders.some(({ name }) => name === 'terminal')) io.warn('Interrupted. The check that was running does not count.');
  return options.exitZero === true && outcome.exitCode === exitCode.failed ? exitCode.ok : outcome.exitCode;
}

/** Where exercises are, as seen from the folder that paths in reports are relative to. */
function foldersIn(course: Course, from: string, workspace: Workspace): (id: string) => string {
  return (id) => {
    const exercise = allExercises(course).find((one) => one.id === id);
    return exercise === undefined ? `${exercisesFolder}/${id}` : relative(from, exerciseFolder(workspace, exercise)).replaceAll('\\', '/');
  };
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
  readonly reporting: Reporting;
}

/** One after the other: each is reported, and remembered, as soon as it is decided. */
async function checkAll(checking: Checking, exercises: readonly Exercise[]): Promise<CheckOutcome> {
  const { io, stop, reporting } = checking;
  const judgements: Judgement[] = [];
  const problems: CheckProblem[] = [];
  for (const exercise of exercises) {
    const telling = tellsAtOnce(reporting) ? new JudgementTelling(reportStyle(io)) : undefined;
    const result = await checkOne(checking, exercise, telling);
    if (result === 'interrupted') break;
    if ('verdict' in result) judgements.push(result);
    else problems.push(result);
    tell(reporting, `${textOf(io, result, telling)}\n`);
  }
  const outcome: CheckOutcome = { judgements, problems, interrupted: stop.aborted, exitCode: stop.aborted ? codeOfInterruption(stop) : worstOf(judgements, problems) };
  if (exercises.length > 1) tell(reporting, renderSummary(outcome, reportStyle(io)));
  return outcome;
}

function codeOfInterruption({ reason }: AbortSignal): number {
  return reason instanceof Interruption ? reason.exitCode : exitCode.interrupted;
}

function textOf(io: CommandIo, result: Judgement | CheckProblem, telling: JudgementTelling | undefined): string {
  if (!('verdict' in result)) return `${result.message}\n${result.nextStep}`;
  return telling?.end(result) ?? renderJudgement(result, reportStyle(io));
}

async function checkOne(checking: Checking, exercise: Exercise, telling: JudgementTelling | undefined): Promise<Judgement | CheckProblem | 'interrupted'> {
  const { io, workspace, progress, options, stop } = checking;
  if (stop.aborted) return 'interrupted';
  const folder = exerciseFolder(workspace, exercise);
  if (!existsSync(folder)) {
    return {
      exercise: exercise.id, code: 'no-folder', message: `${exercise.id} has no folder exercises/${folderName(exercise)} in this workspace.`,
      nextStep: 'Run `concurrency-tutor init --add-missing` to put its starter there.',
    };
  }
  if (telling !== undefined) io.print(telling.title({ exercise: exercise.id, title: exercise.title }));
  const judgement = await judgeUntilStopped(checking, { exercise, folder, telling });
  if (judgement === 'interrupted') return judgement;
  await remember(io, progress, judgement, options);
  return judgement;
}

interface Judging {
  readonly exercise: Exercise;
  readonly folder: string;
  /** Tells each check as soon as it is decided. */
  readonly telling: JudgementTelling | undefined;
}

async function judgeUntilStopped({ io, options, stop }: Checking, { exercise, folder, telling }: Judging): Promise<Judgement | 'interrupted'> {
  const { judge } = await import('../../judge/index.ts');
  const { seed, schedules } = options;
  const progress = progressLine(io);
  let doing = '';
  const onProgress = (event: JudgeEvent): void => {
    doing = nowDoing(exercise, event) ?? doing;
    if (event.kind === 'check-finished' && telling !== undefined) {
      progress.show('');
      io.print(telling.check(event.result));
    }
    progress.show(doing);
  };
  const stopped = new Promise<'interrupted'>((done) => stop.addEventListener('abort', () => {
    // The judge tidies up behind itself; should it hang, the command still ends.
    setTimeout(() => { io.endProcess(); done('interrupted'); }, 2000).unref();
  }, { once: true }));
  const judged = judge({ exercise, folder, signal: stop, onProgress, ...(seed === undefined ? {} : { seed }), ...(schedules === undefined ? {} : { schedules }) })
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

/** What is being decided from now on; `undefined` when that stays as it is. */
function nowDoing(exercise: Exercise, event: JudgeEvent): string | undefined {
  switch (event.kind) {
    case 'started': return `${exercise.id}: starting`;
    case 'check-started': return `${exercise.id}: ${exercise.checks.find(({ id }) => id === event.id)?.description ?? event.id}`;
    case 'check-finished': return undefined;
    default: return event satisfies never;
  }
}
