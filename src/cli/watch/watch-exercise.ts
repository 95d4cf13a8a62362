/** `watch`: checks an exercise whenever its files change, until it is told to leave. */
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { Exercise } from '../../course/model.ts';
import { exitCode, Interruption, WorkspaceError } from '../../errors.ts';
import type { Judgement, Preparation } from '../../judge/index.ts';
import { prepare } from '../../judge/index.ts';
import type { Progress, Workspace } from '../../progress/index.ts';
import { recordAttempt, recordHint } from '../../progress/record.ts';
import { renderHint } from '../../report/hint.ts';
import { renderEnd } from '../../report/judgement.ts';
import { allExercises, chooseExercise } from '../choose.ts';
import { exerciseFolder, folderName } from '../exercise-folder.ts';
import type { CommandIo } from '../io.ts';
import { openCourse, openLearnersProgress, requireWorkspace, saveIfPossible } from '../learner.ts';
import { reportStyle } from '../style.ts';
import { watchFolder } from './changes.ts';
import { listenToKeys, type Key } from './keys.ts';
import { Mailbox } from './mailbox.ts';
import { startRun, type Run } from './run.ts';

export interface WatchOptions {
  readonly poll?: boolean;
  readonly schedules?: number;
}

type Happening =
  | { readonly kind: 'changed'; readonly exercise: string }
  | { readonly kind: 'key'; readonly key: Key }
  | { readonly kind: 'finished'; readonly run: Run; readonly judgement: Judgement | 'stopped' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'interrupted'; readonly code: number };

export async function watchExercise(io: CommandIo, name: string | undefined, options: WatchOptions): Promise<number> {
  const stop = io.interruption();
  const workspace = await requireWorkspace(io);
  const [course, progress] = await Promise.all([openCourse(io), openLearnersProgress(io)]);
  const exercise = await chooseExercise({ course, state: progress.state, workspace, cwd: io.cwd }, name);
  const happenings = new Mailbox<Happening>();
  const watching = new Watching({ io, workspace, progress, options, exercises: allExercises(course), happenings });
  const silence = listenToKeys(io, (key) => happenings.put({ kind: 'key', key }));
  stop.addEventListener('abort', () => happenings.put({ kind: 'interrupted', code: stop.reason instanceof Interruption ? stop.reason.exitCode : exitCode.interrupted }), { once: true });
  try {
    await watching.turnTo(exercise);
    for (;;) {
      const code = await watching.dealWith(await happenings.next());
      if (code !== undefined) return code;
    }
  } finally {
    silence();
    await watching.end();
  }
}

interface Surroundings {
  readonly io: CommandIo;
  readonly workspace: Workspace;
  readonly progress: Progress;
  readonly options: WatchOptions;
  readonly exercises: readonly Exercise[];
  readonly happenings: Mailbox<Happening>;
}

class Watching {
  readonly #around: Surroundings;
  #exercise: Exercise | undefined;
  #unwatch: (() => Promise<void>) | undefined;
  #run: Run | undefined;
  #preparation: Promise<Preparation | undefined> = Promise.resolve(undefined);

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Deals with what has happened. Gives an exit code when it is time to leave. */
  async dealWith(happening: Happening): Promise<number | undefined> {
    switch (happening.kind) {
      case 'interrupted': return happening.code;
      case 'failed': throw happening.error;
      case 'key': return this.#press(happening.key);
      case 'changed':
        if (happening.exercise === this.#exercise?.id) await this.#check('changed');
        return undefined;
      case 'finished':
        if (happening.run === this.#run && happening.judgement !== 'stopped') await this.#finish(happening.judgement);
        return undefined;
      default: return happening satisfies never;
    }
  }

  /** Watches another exercise from here on. */
  async turnTo(exercise: Exercise): Promise<void> {
    const { io, workspace, options, happenings, progress } = this.#around;
    const folder = exerciseFolder(workspace, exercise);
    if (!existsSync(folder)) {
      throw new WorkspaceError('no-folder', `${exercise.id} has no folder exercises/${folderName(exercise)} in this workspace.`, 'Run `concurrency-tutor init --add-missing` to put its starter there.');
    }
    await this.end();
    this.#exercise = exercise;
    this.#unwatch = await watchFolder(folder, { how: options.poll === true ? 'poll' : 'events', onChange: () => happenings.put({ kind: 'changed', exercise: exercise.id }) });
    await saveIfPossible(io, progress, (draft) => { draft.current = exercise.id; });
    await this.#check('opened');
  }

  /** Ends what is going on. */
  async end(): Promise<void> {
    const [run, unwatch, preparation] = [this.#run, this.#unwatch, this.#preparation];
    this.#run = undefined;
    this.#unwatch = undefined;
    this.#preparation = Promise.resolve(undefined);
    await Promise.all([run?.stop(), unwatch?.(), preparation.then((prepared) => prepared?.discard())]);
  }

  async #check(why: 'opened' | 'changed' | 'asked'): Promise<void> {
    const { io, workspace, options, happenings } = this.#around;
    const exercise = this.#exercise;
    if (exercise === undefined) return;
    const before = this.#run;
    this.#run = undefined;
    await before?.stop();
    const folder = exerciseFolder(workspace, exercise);
    const preparation = await this.#preparation;
    this.#preparation = Promise.resolve(undefined);
    io.print(`\n${exercise.id}, ${exercise.title}: ${words(why, basename(folder))}`);
    const run = startRun(io, { exercise, folder, schedules: options.schedules, preparation });
    this.#run = run;
    run.done.then((judgement) => happenings.put({ kind: 'finished', run, judgement }), (error: unknown) => happenings.put({ kind: 'failed', error }));
  }

  async #finish(judgement: Judgement): Promise<void> {
    const { io, progress } = this.#around;
    this.#run = undefined;
    const exercise = this.#exercise;
    if (exercise === undefined) return;
    // The next check will find its process running.
    this.#preparation = prepare(exercise).catch(() => undefined);
    io.print(renderEnd(judgement, reportStyle(io)));
    // Saving a file is no attempt; passing is one.
    if (judgement.verdict.kind === 'pass') await saveIfPossible(io, progress, (draft) => recordAttempt(draft, { exercise: exercise.id, passed: true, score: judgement.score, at: io.now() }));
    io.print(this.#waitingLine(judgement));
  }

  /** Says what can be done now; nobody is moved on unasked. */
  #waitingLine({ verdict }: Judgement): string {
    const { io } = this.#around;
    if (!io.stdinIsTTY || !io.stdoutIsTTY) return 'Watching for changes. Interrupt to stop.';
    const next = verdict.kind === 'pass' ? 'n next exercise · p previous' : 'h hint · n next exercise · p previous';
    return `Watching for changes. r again · ${next} · q quit`.replaceAll('·', io.unicode ? '·' : '|');
  }

  /** While a check is running, only leaving is possible: a key typed too soon must not take anybody elsewhere. */
  async #press(key: Key): Promise<number | undefined> {
    if (key === 'interrupt') return exitCode.interrupted;
    if (key === 'quit') return exitCode.ok;
    if (this.#run !== undefined) return undefined;
    switch (key) {
      case 'again': await this.#check('asked'); return undefined;
      case 'hint': await this.#hint(); return undefined;
      case 'next': await this.#step(1); return undefined;
      case 'previous': await this.#step(-1); return undefined;
      default: return key satisfies never;
    }
  }

  async #step(by: 1 | -1): Promise<void> {
    const { io, exercises } = this.#around;
    const other = exercises[exercises.findIndex(({ id }) => id === this.#exercise?.id) + by];
    if (other === undefined) io.print(by === 1 ? 'This is the last exercise.' : 'This is the first exercise.');
    else await this.turnTo(other);
  }

  async #hint(): Promise<void> {
    const { io, progress } = this.#around;
    const exercise = this.#exercise;
    if (exercise === undefined) return;
    const seen = progress.state.exercises[exercise.id]?.hints ?? 0;
    const level = seen <= 0 ? 1 : seen === 1 ? 2 : 3;
    await saveIfPossible(io, progress, (draft) => recordHint(draft, exercise.id, level));
    io.print(renderHint({ exercise: exercise.id, title: exercise.title, level, text: exercise.hints[level - 1] ?? '' }, reportStyle(io)));
  }
}

function words(why: 'opened' | 'changed' | 'asked', folder: string): string {
  switch (why) {
    case 'opened': return `checking exercises/${folder}`;
    case 'changed': return 'changed, checking';
    case 'asked': return 'checking again';
  }
}
