import { currentGoroutine } from './program.ts';

/** How many operations go by between two looks at the clock. */
const OPERATIONS_PER_LOOK = 256;
/** How long goroutines may go on before the event loop gets a turn, so that timers and I/O are never starved. Milliseconds. */
const SLICE = 2;

/** Operations since the last look; the limit is passed for as long as everybody waits for the event loop. */
let operations = 0;
let sliceBegan = 0;
/** Goroutines that wait for the event loop's turn; all of them, so that none runs ahead of the others. */
let paused: (() => void)[] | undefined;

/** What an operation gives that was completed at once: `promise`, or one that settles alike once the event loop has had its turn. */
export function inTurn<T>(promise: Promise<T>): Promise<T> {
  return ++operations < OPERATIONS_PER_LOOK ? promise : lookAtClock(promise);
}

/** What to wait for before anything else is begun: that the event loop has had its turn, if it needs one. */
export function turnToAwait(): Promise<void> | undefined {
  if (++operations < OPERATIONS_PER_LOOK || !mustPause()) return undefined;
  return new Promise<void>((resolve) => (paused as (() => void)[]).push(resolve));
}

function lookAtClock<T>(promise: Promise<T>): Promise<T> {
  if (!mustPause()) return promise;
  const goroutine = currentGoroutine();
  const { program } = goroutine;
  // Somebody listens from the start: a rejection during the pause must not look unhandled.
  promise.catch(() => {});
  return new Promise((resolve) => {
    (paused as (() => void)[]).push(() => {
      if (program.over) program.freeze(goroutine);
      else resolve(promise);
    });
  });
}

function mustPause(): boolean {
  if (paused) return true;
  operations = 0;
  if (performance.now() - sliceBegan < SLICE) return false;
  operations = OPERATIONS_PER_LOOK;
  paused = [];
  setImmediate(resume);
  return true;
}

function resume(): void {
  const waiting = paused ?? [];
  paused = undefined;
  operations = 0;
  sliceBegan = performance.now();
  for (const callback of waiting) callback();
}
