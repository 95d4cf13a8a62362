/** What commands need to know about the person in front of them: the course, their progress, their workspace. */
import { resolve } from 'node:path';
import type { Course } from '../course/model.ts';
import { courseRoot } from '../course/root.ts';
import { WorkspaceError } from '../errors.ts';
import type { Progress, State, Workspace } from '../progress/index.ts';
import type { CommandIo } from './io.ts';

/** The folder of the course that came with the program, or of the one CONCURRENCY_TUTOR_COURSE names. */
export function courseFolder(io: CommandIo): string {
  const other = io.env['CONCURRENCY_TUTOR_COURSE'];
  return other === undefined || other === '' ? courseRoot() : resolve(io.cwd, other);
}

/** The course, read. */
export async function openCourse(io: CommandIo): Promise<Course> {
  const { loadCourse } = await import('../course/index.ts');
  return loadCourse(courseFolder(io));
}

/** The progress kept in the workspace, or else in the user's own folder. What had to be repaired is said on stderr. */
export async function openLearnersProgress(io: CommandIo): Promise<Progress> {
  const { locateState, openProgress } = await import('../progress/index.ts');
  const progress = await openProgress(locateState(io.cwd, io.env), { now: () => io.now() });
  for (const warning of progress.warnings) io.warn(warning);
  return progress;
}

/**
 * Saves progress, or says why not. What a command is for, a verdict or a lesson's text, must not fail because the
 * bookkeeping does, on a read-only disk for instance.
 */
export async function saveIfPossible(io: CommandIo, progress: Progress, change: (draft: State) => void): Promise<void> {
  try {
    await progress.update(change);
  } catch (error) {
    if (!(error instanceof WorkspaceError)) throw error;
    io.warn(`${error.message} ${error.nextStep}`);
  }
}

/** The workspace the command works in. */
export async function requireWorkspace(io: CommandIo): Promise<Workspace> {
  const { findWorkspace } = await import('../progress/index.ts');
  const workspace = findWorkspace(io.cwd);
  if (workspace !== undefined) return workspace;
  throw new WorkspaceError(
    'no-workspace', `There is no workspace in ${io.cwd}, nor in a folder above it.`,
    'Run `concurrency-tutor init my-course` to make one, then `cd my-course`.');
}
