/** Carries out what the reducer asks for, and reports back as events. */
import { CourseIndex } from '../course/index.ts';
import type { Course, Exercise, Program } from '../course/model.ts';
import { TutorError } from '../errors.ts';
import type { Judgement } from '../judge/verdict.ts';
import type { Progress } from '../progress/index.ts';
import type { ProgramRun } from './program-run.ts';
import type { PracticeBench } from './practice-bench.ts';
import type { Event } from './reduce.ts';
import { applyChange, type Change, type Effect } from './step.ts';

export interface OutsideOptions {
  readonly progress: Progress;
  readonly runProgram: (program: Program, signal: AbortSignal) => Promise<ProgramRun>;
  readonly checkExercise: (exercise: Exercise, signal: AbortSignal) => Promise<Judgement>;
  readonly practice: Pick<PracticeBench, 'drive' | 'check' | 'close'>;
  readonly now: () => Date;
}

/** The effects that need no terminal. */
export type WorkEffect = Extract<Effect, { kind: 'run' | 'check' | 'drive' | 'check-code' | 'cancel' | 'save' | 'index' }>;

export class Outside {
  readonly #options: OutsideOptions;
  readonly #report: (event: Event) => void;
  #running = new AbortController();
  #saves: Promise<void> = Promise.resolve();
  /** A save that failed would fail again at every key; one message is enough. */
  #hasComplained = false;

  constructor(options: OutsideOptions, report: (event: Event) => void) {
    this.#options = options;
    this.#report = report;
  }

  carryOut(effect: WorkEffect): void {
    switch (effect.kind) {
      case 'run': {
        const { job, program } = effect;
        void this.#work(job, (signal) => this.#options.runProgram(program, signal), (run) => ({ kind: 'run-done', job, run }));
        return;
      }
      case 'check': {
        const { job, exercise } = effect;
        void this.#work(job, (signal) => this.#options.checkExercise(exercise, signal), (judgement) => ({ kind: 'check-done', job, judgement }));
        return;
      }
      case 'drive': {
        const { job, item, picks } = effect;
        void this.#work(job, () => this.#options.practice.drive(item, picks), (drive) => ({ kind: 'driven', job, drive }));
        return;
      }
      case 'check-code': {
        const { job, item } = effect;
        void this.#work(job, () => this.#options.practice.check(item), (complaints) => ({ kind: 'code-checked', job, complaints }));
        return;
      }
      case 'index': return void this.#makeIndex(effect.course);
      case 'cancel': return this.cancel();
      case 'save': return this.#save(effect.change);
    }
  }

  async #makeIndex(course: Course): Promise<void> {
    try {
      this.#report({ kind: 'indexed', index: await CourseIndex.ofPiecemeal(course) });
    } catch (error) {
      this.#report({ kind: 'index-failed', message: sentence(error) });
    }
  }

  cancel(): void {
    this.#running.abort();
    // A program that never awaits ends only with its process.
    this.#options.practice.close();
    this.#running = new AbortController();
  }

  /** Resolves when everything is on the disk, or has failed to get there. */
  saved(): Promise<void> {
    return this.#saves;
  }

  async #work<T>(job: number, work: (signal: AbortSignal) => Promise<T>, done: (result: T) => Event): Promise<void> {
    const { signal } = this.#running;
    try {
      const result = await work(signal);
      if (!signal.aborted) this.#report(done(result));
    } catch (error) {
      if (!signal.aborted) this.#report({ kind: 'job-failed', job, message: sentence(error) });
    }
  }

  #save(change: Change): void {
    const at = this.#options.now();
    this.#saves = this.#saves.then(async () => {
      try {
        const saved = await this.#options.progress.update((draft) => applyChange(draft, change, at));
        this.#report({ kind: 'saved', saved });
      } catch (error) {
        if (!this.#hasComplained) this.#report({ kind: 'save-failed', message: sentence(error) });
        this.#hasComplained = true;
      }
    });
  }
}

function sentence(error: unknown): string {
  if (error instanceof TutorError) return `${error.message} ${error.nextStep}`;
  return error instanceof Error ? error.message : String(error);
}
