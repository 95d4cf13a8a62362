/** `demo`: an exercise's reference at work, before anybody has written a line. Nobody sees its source. */
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { Exercise } from '../../course/model.ts';
import { exitCode, WorkspaceError } from '../../errors.ts';
import { findWorkspace } from '../../progress/index.ts';
import { chooseExercise } from '../choose.ts';
import { Interruption, type CommandIo } from '../io.ts';
import { openCourse, openLearnersProgress } from '../learner.ts';
import { playDemo, type DemoEnd } from './play-demo.ts';

/** The program that shows the exercise's work; every starter has one. */
const demoFile = 'demo.ts';

export async function showDemo(io: CommandIo, name: string | undefined): Promise<number> {
  const stop = io.interruption();
  const [course, progress] = await Promise.all([openCourse(io), openLearnersProgress(io)]);
  const exercise = await chooseExercise({ course, state: progress.state, workspace: findWorkspace(io.cwd), cwd: io.cwd }, name);
  const folder = await mkdtemp(join(tmpdir(), 'concurrency-tutor-demo-'));
  const [program, made] = [join(folder, 'program'), join(folder, 'made')];
  try {
    await assemble(exercise, program);
    await mkdir(made);
    const end = await playDemo(io, { title: exercise.id, entry: join(program, liveFile), cwd: made, stop });
    return conclude(io, exercise, end, stop);
  } finally {
    await rm(program, { recursive: true, force: true, maxRetries: 3 });
    await keepWhatWasMade(io, folder, made);
  }
}

/** Some demonstrations draw a picture; the folder stays when it has something in it. */
async function keepWhatWasMade(io: CommandIo, folder: string, made: string): Promise<void> {
  const files = await readdir(made).catch(() => []);
  if (files.length === 0) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  else if (!io.quiet) io.print(`What it made is in ${made}: ${files.join(', ')}`);
}

const liveFile = 'live.ts';

/** The reference over the starter, as a learner's folder would look, and around its demo what counts goroutines. */
async function assemble(exercise: Exercise, folder: string): Promise<void> {
  const [solution] = exercise.solutions;
  if (solution === undefined) throw new WorkspaceError('no-solution', `The course has no solution of ${exercise.id} yet, so there is nothing to show.`, 'Run `concurrency-tutor list` to see the exercises.');
  for (const part of [join(exercise.folder, 'starter'), solution]) await cp(part, folder, { recursive: true, filter: (path) => extname(path) !== '.md' });
  if (!existsSync(join(folder, demoFile))) throw new WorkspaceError('no-demo', `${exercise.id} has no demonstration.`, `Read its task: concurrency-tutor lesson ${exercise.id}`);
  await writeFile(join(folder, liveFile), live);
}

/** Asks from within the program: only there is it known whose goroutines are counted. */
const live = `import { runtime } from 'concurrency-tutor';
import main from './${demoFile}';

export default async function () {
  const tell = () => process.send?.({ goroutines: runtime.numGoroutine() });
  const timer = setInterval(tell, 50);
  timer.unref();
  try {
    await main();
  } finally {
    clearInterval(timer);
  }
}
`;

function conclude(io: CommandIo, exercise: Exercise, end: DemoEnd, stop: AbortSignal): number {
  if (stop.aborted) {
    io.warn('Interrupted.');
    return stop.reason instanceof Interruption ? stop.reason.exitCode : exitCode.interrupted;
  }
  if (end.kind === 'failed') {
    io.warn(`The demonstration of ${exercise.id} failed: ${end.message}`);
    io.warn('This is our fault, not yours. Report it with this message.');
    return exitCode.internal;
  }
  if (io.quiet) return exitCode.ok;
  io.print('');
  io.print(`That was our solution of ${exercise.id}: ${(end.milliseconds / 1000).toFixed(1)} s${end.goroutines < 2 ? '' : `, ${end.goroutines} goroutines at most`}.`);
  io.print(`Yours goes into ${exercise.files.join(' and ')}; then run \`concurrency-tutor check ${exercise.id}\`.`);
  return exitCode.ok;
}
