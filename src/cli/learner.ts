/** What commands need to know about the person in front of them: the course, their progress, their workspace. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Course } from '../course/model.ts';
import { courseFrom, readPrepared, type LateReader } from '../course/prepared.ts';
import { courseRoot } from '../course/root.ts';
import { WorkspaceError } from '../errors.ts';
import type { Progress, State, Workspace } from '../progress/index.ts';
import { glance, type Glance } from '../progress/glance.ts';
import { findWorkspace, locateState } from '../progress/locate.ts';
import { courseFolder } from './course-folder.ts';
import type { CommandIo } from './io.ts';

/** The course, read; as the build prepared it, as long as that is still true. */
export async function openCourse(io: CommandIo): Promise<Course> {
  const folder = courseFolder(io);
  const prepared = folder === courseRoot() ? readPrepared(folder, fileURLToPath(new URL('../course.json', import.meta.url))) : undefined;
  if (prepared !== undefined) return courseFrom(prepared, folder, lateReader);
  const { loadCourse } = await import('../course/load-course.ts');
  return loadCourse(folder);
}

/** Loaded without waiting: what asks for a lesson's text does not expect to. */
function lateReader(): LateReader {
  const load = process.getBuiltinModule('node:module').createRequire(import.meta.url);
  return (load('../course/late.js') as { readonly lateReader: LateReader }).lateReader;
}

/** How far somebody is, for commands that only show it. */
export async function lookAtProgress(io: CommandIo): Promise<Glance> {
  return glance(await stateFolder(io)) ?? (await openLearnersProgress(io)).state;
}

/** The progress kept in the workspace, or else in the user's own folder. What had to be repaired is said on stderr. */
export async function openLearnersProgress(io: CommandIo): Promise<Progress> {
  const { openProgress } = await import('../progress/progress.ts');
  const progress = await openProgress(await stateFolder(io), { now: () => io.now() });
  for (const warning of progress.warnings) io.warn(warning);
  return progress;
}

/** Where the progress in this course is kept: the ids of another course must not be taken for those of the built-in one. */
export async function stateFolder(io: CommandIo): Promise<string> {
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
  const workspace = findWorkspace(io.cwd);
  if (workspace !== undefined) return workspace;
  throw new WorkspaceError(
    'no-workspace', `There is no workspace in ${io.cwd}, nor in a folder above it.`,
    'Run `concurrency-tutor init my-course` to make one, then `cd my-course`.');
}
