/** `learn`: the full-screen tutor, or its overview as text where no screen can be drawn. */
import { join, relative } from 'node:path';
import type { Course, Exercise } from '../course/model.ts';
import { exitCode } from '../errors.ts';
import { findWorkspace, openProgress, type Progress, type State } from '../progress/index.ts';
import type { SectionName } from '../reader/index.ts';
import { exerciseFolder, exercisesFolder, folderName } from './exercise-folder.ts';
import { isInteractive, type CommandIo } from './io.ts';
import { lessonAtHand } from './choose.ts';
import { openCourse, openLearnersProgress, requireWorkspace, stateFolder } from './learner.ts';
import { listDocument } from './list-document.ts';
import { renderList } from '../report/index.ts';
import { reportStyle } from './style.ts';

export interface LearnAt {
  /** Id of the lesson to open. */
  readonly lesson?: string;
  readonly section?: SectionName;
}

export async function startLearning(io: CommandIo, at: LearnAt): Promise<number> {
  if (!isInteractive(io)) return asText(io, at);
  const [course, progress] = await Promise.all([openCourse(io), openForScreen(io)]);
  const { learn, practiceBench, programRunner } = await import('../tui/index.ts');
  const workspace = findWorkspace(io.cwd);
  const practice = practiceBench(join(workspace?.root ?? await stateFolder(io), 'practice'));
  return learn({
    course, progress,
    ...(at.lesson === undefined ? {} : { startLesson: at.lesson }),
    ...(at.section === undefined ? {} : { startSection: at.section }),
    runProgram: programRunner({ ...io.self, env: io.env }),
    checkExercise: (exercise, signal) => check(io, exercise, signal),
    fileOf: (exercise) => fileOf(io, exercise),
    practice,
    copyOf: (item) => (workspace === undefined ? practice.copyOf(item) : relative(io.cwd, practice.copyOf(item))),
    env: io.env,
    stdin: io.stdin,
    stdout: io.stdout,
    now: () => io.now(),
  });
}

/** The lesson, or the home screen as text. */
async function asText(io: CommandIo, at: LearnAt): Promise<number> {
  const [course, progress] = await Promise.all([openCourse(io), openLearnersProgress(io)]);
  const lesson = course.lessons.find(({ id }) => id === at.lesson);
  if (lesson !== undefined) {
    const { printLesson } = await import('./print-lesson.ts');
    await printLesson(io, lesson, at.section);
    return exitCode.ok;
  }
  io.print(renderList(listDocument(course, progress.state), progress.state.current, reportStyle(io)));
  if (!io.quiet) io.print(`\n${nextSteps(course, progress.state).join('\n')}`);
  return exitCode.ok;
}

function nextSteps(course: Course, state: Readonly<State>): string[] {
  const lesson = lessonAtHand(course.lessons, state);
  return [
    ...(lesson === undefined ? [] : [`Read on:         concurrency-tutor lesson ${lesson.number} --plain`]),
    'Check your work: concurrency-tutor check',
    'The screens of `concurrency-tutor learn` need a terminal.',
  ];
}

/** The screens show what had to be repaired themselves. */
async function openForScreen(io: CommandIo): Promise<Progress> {
  return openProgress(await stateFolder(io), { now: () => io.now() });
}

async function check(io: CommandIo, exercise: Exercise, signal: AbortSignal) {
  const workspace = await requireWorkspace(io);
  const { judge } = await import('../judge/index.ts');
  return judge({ exercise, folder: exerciseFolder(workspace, exercise), signal });
}

function fileOf(io: CommandIo, exercise: Exercise): string {
  const workspace = findWorkspace(io.cwd);
  if (workspace !== undefined) return relative(io.cwd, join(exerciseFolder(workspace, exercise), exercise.files[0] ?? ''));
  return `${exercisesFolder}/${folderName(exercise)}/ in a workspace; \`concurrency-tutor init my-course\` makes one`;
}
