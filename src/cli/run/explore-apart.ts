/** A program under many schedules, or under the one that a token names, in a thread of its own and under a watchdog. */
import { Worker } from 'node:worker_threads';
import { UsageError } from '../../errors.ts';
import type { ExploreOptions, Trace } from '../../explore/index.ts';
import type { ProgramData } from '../../loader/index.ts';
import type { RunDocument } from '../../report/index.ts';
import { emptyRun } from './run-document.ts';

/** What the thread is asked to do. */
export interface ExploreRequest {
  readonly program: ProgramData;
  readonly how:
    | { readonly kind: 'explore'; readonly options: Pick<ExploreOptions, 'schedules' | 'seed' | 'strategy' | 'depth' | 'preemptions' | 'milliseconds'> }
    | { readonly kind: 'replay'; readonly token: string };
  /** Whether the schedule that is shown is wanted with everything that happened in it. */
  readonly story: 'wanted' | 'not wanted';
}

/** The schedule that a run shows. */
export interface Shown {
  readonly story: Trace;
  readonly replay: string;
}

/** What came of it. */
export interface Explored {
  readonly document: RunDocument;
  /** Only when it was asked for. */
  readonly shown?: Shown;
}

/** What the thread says. */
export type ThreadMessage =
  | { readonly kind: 'alive' }
  | { readonly kind: 'done'; readonly explored: Explored }
  | { readonly kind: 'failed'; readonly error: { readonly name: string; readonly message: string; readonly stack: string } };

/** How long the thread may say nothing before it counts as stuck in a loop, in milliseconds. */
const PATIENCE = 10_000;

/** @throws {UsageError} for a token that does not fit */
export function exploreApart(request: ExploreRequest): Promise<Explored> {
  // Compiled, this file ends in .js, and so does the thread's.
  const worker = new Worker(new URL(`./explore-thread${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url), { workerData: request });
  return new Promise<Explored>((resolve, reject) => {
    const end = (settle: () => void): void => {
      clearTimeout(watchdog);
      settle();
      void worker.terminate();
    };
    const watchdog = setTimeout(() => end(() => resolve({ document: stuck(request.how) })), PATIENCE);
    worker.on('message', (message: ThreadMessage) => {
      switch (message.kind) {
        case 'alive': watchdog.refresh(); break;
        case 'done': end(() => resolve(message.explored)); break;
        case 'failed': end(() => reject(errorOf(message.error))); break;
        default: message satisfies never;
      }
    });
    worker.on('error', (error) => end(() => reject(error)));
    worker.on('exit', () => end(() => reject(new Error('the thread that explores ended before it had an answer'))));
  });
}

/** What goes wrong with a token is the person's to mend. */
export function errorOf({ name, message, stack }: { readonly name: string; readonly message: string; readonly stack: string }): Error {
  if (name === 'ReplayError') return new UsageError('cannot-replay', message, 'Run the program with --schedules to get a token that fits it.');
  return Object.assign(new Error(message), { name, stack });
}

/** A loop that never awaits: no scheduler on its thread can take its turn away, so all that can be said is that it is there. */
function stuck(how: ExploreRequest['how']): RunDocument {
  return {
    ...emptyRun,
    mode: how.kind,
    verdict: 'livelock',
    schedules: 1,
    ...(how.kind === 'explore' && how.options.seed !== undefined ? { seed: how.options.seed } : {}),
    findings: [{
      kind: 'livelock',
      detail: 'busy-loop',
      message: `The program did not come back for ${PATIENCE / 1000} seconds: it is in a loop that never awaits. Such a loop keeps its thread to itself, so no other goroutine, timer or cancellation ever gets a turn. ` +
        'Go would interrupt it; JavaScript cannot. Put `await gosched()` into the loop.',
      goroutines: [],
      topic: 'livelock.busy-loop',
      replay: how.kind === 'replay' ? how.token : '',
      trace: [],
    }],
  };
}
