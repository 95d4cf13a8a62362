/** The tutor on the whole terminal, from the first frame to the receipt. */
import { type Instance, render, type TerminalSuspension, useApp } from 'ink';
import { useEffect } from 'react';
import type { CodeItem, Course, Exercise, Program } from '../course/model.ts';
import { exitCode } from '../errors.ts';
import type { Judgement } from '../judge/verdict.ts';
import type { Progress } from '../progress/index.ts';
import type { SectionName } from '../reader/index.ts';
import { App } from './app.tsx';
import { hasEditor, openEditor } from './editor.ts';
import { frame } from './frame.ts';
import { Outside } from './outside.ts';
import { type Ending, stopJob, watchProcess } from './process-watch.ts';
import type { PracticeBench } from './practice-bench.ts';
import type { ProgramRun } from './program-run.ts';
import { receipt } from './receipt.ts';
import { begin, type Event, reduce } from './reduce.ts';
import type { Effect, Step } from './step.ts';
import type { Message, Size, State } from './state.ts';

export interface LearnOptions {
  readonly course: Course;
  readonly progress: Progress;
  /** Id of the lesson to open at once, and its section. */
  readonly startLesson?: string;
  readonly startSection?: SectionName;
  /** Runs a program of the course under many schedules. An aborted run may reject; nobody looks at it. */
  readonly runProgram: (program: Program, signal: AbortSignal) => Promise<ProgramRun>;
  /** Judges the learner's work. The screens record the attempt, so this must not. */
  readonly checkExercise: (exercise: Exercise, signal: AbortSignal) => Promise<Judgement>;
  /** Where the learner's file of an exercise is, or how to get one: text to show. */
  readonly fileOf: (exercise: Exercise) => string;
  readonly practice: PracticeBench;
  /** Where the learner's copy of a practice program is: text to show. */
  readonly copyOf: (item: CodeItem) => string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Both must be terminals. */
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly now: () => Date;
}

/**
 * Shows the tutor until the learner leaves, and gives the exit code: 0 after `q`, 130 after Ctrl-C, 143 after SIGTERM or SIGHUP.
 * Whatever happens, the terminal is as it was before; an error of ours is thrown after that.
 */
export async function learn(options: LearnOptions): Promise<number> {
  const window = new Window(options);
  const ending = await window.untilLeft();
  switch (ending.kind) {
    case 'left': break;
    case 'signal': break;
    case 'error': throw ending.error;
  }
  const isTerminalGone = ending.kind === 'signal' && ending.signal === 'SIGHUP';
  if (!isTerminalGone) options.stdout.write(receipt(window.state));
  if (ending.kind === 'left') return ending.code;
  return ending.signal === 'SIGINT' ? exitCode.interrupted : exitCode.terminated;
}

type Left = Ending | { readonly kind: 'left'; readonly code: number };

/** Holds the state and the terminal. */
class Window {
  state: State;
  readonly #options: LearnOptions;
  readonly #outside: Outside;
  readonly #left = Promise.withResolvers<Left>();
  readonly #events: Event[] = [];
  #isReducing = false;
  #ink: Instance | undefined;
  #suspend: (() => Promise<TerminalSuspension>) | undefined;
  #suspension: TerminalSuspension | undefined;
  #isPausing = false;

  constructor(options: LearnOptions) {
    this.#options = options;
    this.#outside = new Outside(options, (event) => this.#dispatch(event));
    const first = begin({
      course: options.course, saved: options.progress.state, size: sizeOf(options.stdout), fileOf: options.fileOf, copyOf: options.copyOf,
      ...(options.startLesson === undefined ? {} : { lesson: { id: options.startLesson, ...(options.startSection === undefined ? {} : { section: options.startSection }) } }),
      ...warningOf(options.progress),
    });
    this.state = first.state;
    for (const effect of first.effects) this.#carryOut(effect);
  }

  async untilLeft(): Promise<Left> {
    const { stdin, stdout } = this.#options;
    const unwatch = watchProcess((ending) => this.#left.resolve(ending), () => void this.#continue());
    // Paused, Ink lets go of the input, and with nothing else to wait for the process would end on its return to the foreground.
    const stayAlive = setInterval(() => undefined, 2 ** 30);
    // Ours comes before Ink's, so that Ink never paints a frame of the old size into the new window.
    const resized = () => this.#resized();
    stdout.on('resize', resized);
    try {
      this.#ink = render(this.#element(), {
        stdin, stdout, alternateScreen: true, incrementalRendering: true, exitOnCtrlC: false, maxFps: 60,
        // A terminal is a terminal, even where CI is set.
        interactive: true,
      });
      // An error thrown while painting ends Ink and arrives here.
      this.#ink.waitUntilExit().catch((error: unknown) => this.#left.resolve({ kind: 'error', error }));
      return await this.#left.promise;
    } finally {
      stdout.off('resize', resized);
      this.#outside.cancel();
      // Events that still arrive, such as the last save, must not paint again: that would take the terminal back.
      const ink = this.#ink;
      this.#ink = undefined;
      ink?.unmount();
      await ink?.waitUntilExit().catch(() => undefined);
      await this.#outside.saved();
      // Ink stops listening, but a read that has begun would keep the process alive until the next key.
      stdin.pause().unref();
      clearInterval(stayAlive);
      unwatch();
    }
  }

  #element() {
    return (
      <>
        <App rows={frame(this.state)} size={this.state.size} onKey={(key) => this.#dispatch({ kind: 'key', key })} />
        <Suspender onReady={(suspend) => { this.#suspend = suspend; }} />
      </>
    );
  }

  /** Events that arrive while another one is worked on wait for their turn. */
  #dispatch(event: Event): void {
    this.#events.push(event);
    if (this.#isReducing) return;
    this.#isReducing = true;
    try {
      for (let next = this.#events.shift(); next !== undefined; next = this.#events.shift()) this.#take(reduce(this.state, next));
    } catch (error) {
      this.#left.resolve({ kind: 'error', error });
    } finally {
      this.#isReducing = false;
    }
    this.#ink?.rerender(this.#element());
  }

  #take({ state, effects }: Step): void {
    this.state = state;
    for (const effect of effects) this.#carryOut(effect);
  }

  #carryOut(effect: Effect): void {
    switch (effect.kind) {
      case 'quit': return this.#left.resolve({ kind: 'left', code: effect.code });
      case 'repaint': return this.#wipe();
      case 'suspend': return void this.#pause();
      case 'edit': return void this.#edit(effect.item);
      default: return this.#outside.carryOut(effect);
    }
  }

  #resized(): void {
    this.#wipe();
    this.#dispatch({ kind: 'resize', size: sizeOf(this.#options.stdout) });
  }

  /** Forgets what Ink has painted and clears the screen, never the scrollback: the next frame is painted whole. */
  #wipe(): void {
    if (this.#suspension !== undefined) return;
    this.#ink?.clear();
    this.#options.stdout.write('\u001b[H\u001b[J');
  }

  async #pause(): Promise<void> {
    // A second Ctrl-Z in the same chunk of keys asks for what is being done already.
    if (this.#isPausing) return;
    this.#isPausing = true;
    this.#suspension = await this.#suspend?.();
    stopJob();
  }

  /** Lends the terminal to the learner's editor. */
  async #edit(item: CodeItem): Promise<void> {
    const { practice, env } = this.#options;
    if (this.#isPausing) return;
    this.#isPausing = true;
    let problem: string | undefined;
    try {
      const file = await practice.makeCopy(item);
      // Without one there is nobody to lend it to.
      this.#suspension = hasEditor(env) ? await this.#suspend?.() : undefined;
      problem = await openEditor(file, env);
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error);
    }
    await this.#continue();
    this.#dispatch({ kind: 'edited', problem });
  }

  async #continue(): Promise<void> {
    const suspension = this.#suspension;
    this.#suspension = undefined;
    this.#isPausing = false;
    await suspension?.resume();
    this.#resized();
  }
}

/** Ink hands the way to give the terminal away to components only. */
function Suspender({ onReady }: { readonly onReady: (suspend: () => Promise<TerminalSuspension>) => void }) {
  const { suspendTerminal } = useApp();
  useEffect(() => onReady(() => suspendTerminal()), [onReady, suspendTerminal]);
  return null;
}

function sizeOf(stdout: NodeJS.WriteStream): Size {
  return { columns: stdout.columns || 80, rows: stdout.rows || 24 };
}

function warningOf(progress: Progress): { message?: Message } {
  const text = progress.warnings.join(' ');
  return text === '' ? {} : { message: { tone: 'problem', text } };
}
