/** `reset`: the starter of an exercise again. What was there is copied away first. */
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Exercise } from '../../course/model.ts';
import { exitCode, UsageError, WorkspaceError } from '../../errors.ts';
import type { Workspace } from '../../progress/index.ts';
import { chooseExercise } from '../choose.ts';
import { exerciseFolder, exercisesFolder, folderName } from '../exercise-folder.ts';
import type { CommandIo } from '../io.ts';
import { openCourse, openLearnersProgress, requireWorkspace } from '../learner.ts';
import { messageOf } from '../../system-error.ts';
import { filesUnder, planExercise, type PlannedFile } from './plan.ts';
import { survey } from './write.ts';

export async function resetExercise(io: CommandIo, name: string | undefined, consent: 'ask' | 'agreed'): Promise<number> {
  const workspace = await requireWorkspace(io);
  const [course, progress] = await Promise.all([openCourse(io), openLearnersProgress(io)]);
  const exercise = await chooseExercise({ course, state: progress.state, workspace, cwd: io.cwd }, name);
  const folder = exerciseFolder(workspace, exercise);
  const plan = await planInFolder(exercise);
  const { missing, inTheWay } = await survey(folder, plan);
  if (missing.length === 0 && inTheWay.length === 0) {
    io.print(`${exercise.id} is as it was in the beginning. Nothing was changed.`);
    return exitCode.ok;
  }
  if (consent === 'ask' && !(await agreed(io, exercise, inTheWay))) {
    io.print('Nothing was changed.');
    return exitCode.ok;
  }
  const backup = existsSync(folder) ? await backUp(io, workspace, folder, exercise) : undefined;
  await writeStarter(folder, [...missing, ...plan.filter(({ path }) => inTheWay.includes(path))]);
  await sayWhatHappened(io, { exercise, folder, plan, backup });
  return exitCode.ok;
}

/** The plan of the exercise with paths relative to its own folder, which may have an older name. */
async function planInFolder(exercise: Exercise): Promise<PlannedFile[]> {
  const prefix = `${exercisesFolder}/${folderName(exercise)}/`;
  const plan = await planExercise(exercise);
  return plan.map(({ path, content }) => ({ path: path.slice(prefix.length), content }));
}

async function agreed(io: CommandIo, exercise: Exercise, changed: readonly string[]): Promise<boolean> {
  const what = changed.length === 0 ? 'files that are missing' : changed.join(', ');
  if (!io.stdinIsTTY) {
    throw new UsageError('needs-yes', `Resetting ${exercise.id} would replace ${what}. Nothing was changed.`, 'Add --yes to go ahead; a backup is kept.');
  }
  io.warn(`This replaces ${what}; a backup is kept.`);
  return ask(io, `Put the starter of ${exercise.id} back? [y/N] `);
}

/** Ctrl-C and the end of input mean no. */
async function ask(io: CommandIo, question: string): Promise<boolean> {
  const asking = createInterface({ input: io.stdin, output: io.stderr });
  try {
    const left = new Promise<string>((done) => asking.once('SIGINT', () => done('')).once('close', () => done('')));
    const answer = await Promise.race([asking.question(question).catch(() => ''), left]);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    asking.close();
  }
}

async function backUp(io: CommandIo, workspace: Workspace, folder: string, exercise: Exercise): Promise<string> {
  const stamp = io.now().toISOString().replaceAll(/[:.]/g, '-');
  const backup = freeName(join(workspace.stateFolder, 'backups', stamp), folderName(exercise));
  try {
    // Links are followed, so that the copy holds the work itself.
    await cp(folder, backup, { recursive: true, dereference: true, errorOnExist: true, force: false });
  } catch (error) {
    throw new WorkspaceError('no-backup', `A backup in ${backup} could not be made: ${messageOf(error)}. Nothing was changed.`, 'Make sure that you may write there and that the disk has room.', { cause: error });
  }
  return backup;
}

/** Two resets within a millisecond must not share a backup. */
function freeName(parent: string, name: string): string {
  for (let number = 1; ; number += 1) {
    const path = join(number === 1 ? parent : `${parent}-${number}`, name);
    if (!existsSync(path)) return path;
  }
}

async function writeStarter(folder: string, files: readonly PlannedFile[]): Promise<void> {
  for (const { path, content } of files) {
    const file = join(folder, path);
    try {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(existsSync(file) ? realpathSync(file) : file, content);
    } catch (error) {
      throw new WorkspaceError('cannot-write', `${file} cannot be written: ${messageOf(error)}.`, 'Make sure that you may write there, and run the command again.', { cause: error });
    }
  }
}

interface Done {
  readonly exercise: Exercise;
  readonly folder: string;
  readonly plan: readonly PlannedFile[];
  readonly backup: string | undefined;
}

async function sayWhatHappened(io: CommandIo, { exercise, folder, plan, backup }: Done): Promise<void> {
  io.print(`${exercise.id} is back at its starter: ${folder}`);
  if (backup !== undefined) io.print(`Your work before is kept in ${backup}`);
  const planned = new Set(plan.map(({ path }) => path));
  const others = (await filesUnder(folder)).map(({ path }) => path).filter((path) => !planned.has(path) && !path.includes('node_modules/'));
  if (others.length > 0) io.print(`Left as they are, because the starter does not have them: ${others.join(', ')}`);
}
