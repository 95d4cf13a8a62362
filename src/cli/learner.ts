/** What commands need to know about the person in front of them: the course, their progress, their workspace. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Course } from '../course/model.ts';
import { WorkspaceError } from '../errors.ts';
import type { Progress, State, Workspace } from '../progress/index.ts';
import { courseFolder } from './course-folder.ts';
import type { CommandIo } from './io.ts';

/** The course, read. */
export async function openCourse(io: CommandIo): Promise<Course> {
  const { loadCourse } = await import('../course/index.ts');
  return loadCourse(courseFolder(io));
}

/** The progress kept in the workspace, or else in the user's own folder. What had to be repaired is said on stderr. */
export async function openLearnersProgress(io: CommandIo): Promise<Progress> {
  const { openProgress } = await import('../progress/index.ts');
  const progress = await openProgress(await stateFolder(io), { now: () => io.now() });
  for (const warning of progress.warnings) io.warn(warning);
  return progress;
}

/** Where the progress in this course is kept: the ids of another course must not be taken for those of the built-in one. */
export async function stateFolder(io: CommandIo): Promise<string> {
  const { locateState } = await import('../progress/index.ts');
  const folder = locateState(io.cwd, io.env);
  const name = await ownName(io);
  return name === undefined ? folder : join(folder, 'courses', name);
}

async function ownName(io: CommandIo): Promise<string | undefined> {
  const root = courseFolder(io);
  // The built-in course has no such file, and reading one costs time.
  if (!existsSync(join(root, 'course.yaml'))) return undefined;
  return (await openCourse(io)).name;
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
