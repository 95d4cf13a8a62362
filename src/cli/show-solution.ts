/** `solution`: our own answer, for somebody who has found one. */
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Exercise } from '../course/model.ts';
import { exitCode, WorkspaceError } from '../errors.ts';
import { findWorkspace } from '../progress/index.ts';
import { chooseExercise } from './choose.ts';
import type { CommandIo } from './io.ts';
import { openCourse, openLearnersProgress } from './learner.ts';
import { filesUnder } from './workspace/plan.ts';
import { survey, writeNew } from './workspace/write.ts';

export interface SolutionOptions {
  readonly force?: boolean;
  readonly write?: string;
}

export async function showSolution(io: CommandIo, name: string | undefined, options: SolutionOptions): Promise<number> {
  const [course, progress] = await Promise.all([openCourse(io), openLearnersProgress(io)]);
  const exercise = await chooseExercise({ course, state: progress.state, workspace: findWorkspace(io.cwd), cwd: io.cwd }, name);
  const passed = progress.state.exercises[exercise.id]?.state === 'passed';
  if (!passed && options.force !== true) {
    io.warn(`The solution of ${exercise.id} opens when your own has passed \`concurrency-tutor check ${exercise.id}\`.`);
    io.warn(`To see it now: concurrency-tutor solution ${exercise.id} --force. A smaller step: concurrency-tutor hint ${exercise.id}`);
    return exitCode.failed;
  }
  if (exercise.solutions.length === 0) {
    io.warn(`The course has no solution of ${exercise.id} yet.`);
    return exitCode.workspace;
  }
  if (options.write === undefined) await print(io, exercise);
  else await write(io, exercise, resolve(io.cwd, options.write));
  return exitCode.ok;
}

async function print(io: CommandIo, exercise: Exercise): Promise<void> {
  for (const folder of exercise.solutions) {
    const files = await filesUnder(folder);
    for (const { path } of files) {
      io.print(`// ${exercise.id}, solution ${basename(folder)}: ${path}`);
      io.print((await readFile(join(folder, path), 'utf8')).trimEnd());
      io.print('');
    }
  }
}

async function write(io: CommandIo, exercise: Exercise, target: string): Promise<void> {
  const solutions = await Promise.all(exercise.solutions.map(async (folder) => {
    const files = await filesUnder(folder);
    // One solution goes straight into the folder; several get a folder each.
    const prefix = exercise.solutions.length === 1 ? '' : `${basename(folder)}/`;
    return files.map(({ path, content }) => ({ path: prefix + path, content }));
  }));
  const { missing, inTheWay } = await survey(target, solutions.flat());
  if (inTheWay.length > 0) {
    throw new WorkspaceError('files-in-the-way', `These files in ${target} are in the way. Nothing was written.\n${inTheWay.map((path) => `  ${path}`).join('\n')}`, 'Give --write a folder that does not have them.');
  }
  await writeNew(target, missing);
  io.print(`Wrote the solution of ${exercise.id} into ${target}`);
}
