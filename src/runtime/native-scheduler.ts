import { goroutineStorage } from './current.ts';
import type { DeadlockWatch } from './deadlock-watch.ts';
import { Goroutine } from './goroutine.ts';
import { NativeClock } from './native-clock.ts';
import type { Operation } from './operation.ts';
import { asPanic, park, Program, setOutside } from './program.ts';
import type { Timer } from './runtime-timer.ts';
import type { Scheduler } from './scheduler.ts';
import { inTurn, turnToAwait } from './turn.ts';

/** How many entries of goroutines that have begun may stay in the list of those to start. */
const STARTED_KEPT = 10_000;

/** Runs goroutines on the event loop: the order among them is the engine's, time is real. */
export class NativeScheduler implements Scheduler {
  readonly controlled = false;
  readonly #watch: DeadlockWatch | undefined;
  readonly #clock = new NativeClock(() => this.#watch?.suspect());
  /** Goroutines that have not begun, the oldest first. */
  #starting: Goroutine[] = [];
  /** The place in `#starting` of the next one: taking from the front of a long array would move all the rest. */
  #next = 0;
  /** Settles when the last of them has begun. */
  #lastStart: Promise<void> = Promise.resolve();

  constructor(watch?: DeadlockWatch) {
    this.#watch = watch;
  }

  start(goroutine: Goroutine): void {
    this.#starting.push(goroutine);
    // One after the other, so that when one throws at once, the program is over before the next has begun;
    // and each in a callback of its own, which carries the asynchronous context of whoever starts it.
    this.#lastStart = this.#lastStart.then(this.#startInTurn);
  }

  readonly #startInTurn = (): void | Promise<void> => {
    const turn = turnToAwait();
    return turn === undefined ? this.#startNext() : turn.then(this.#startNext);
  };

  readonly #startNext = (): void => {
    const goroutine = this.#starting[this.#next];
    if (!goroutine) return;
    if (goroutine.program.over) goroutine.program.putToRest(goroutine);
    else goroutineStorage.run(goroutine, begin, goroutine);
    this.#next++;
    if (this.#next < this.#starting.length && this.#next < STARTED_KEPT) return;
    this.#starting = this.#starting.slice(this.#next);
    this.#next = 0;
  };

  perform<S, T>(operation: Operation<S, T>): Promise<T> {
    const { kind } = operation;
    const promise = operation.begin();
    if (kind.attempt(operation)) return inTurn(promise);
    kind.enqueue(operation);
    return operation.state !== 'new' || kind.yields(operation.subject) ? promise : park(operation, promise);
  }

  settled(operation: Operation): void {
    operation.release();
  }

  schedule(timer: Timer, delay: number): void {
    this.#clock.schedule(timer, delay);
  }

  cancel(timer: Timer): void {
    this.#clock.cancel(timer);
    this.#watch?.suspect();
  }

  now(): number {
    return performance.now();
  }

  wallClock(): number {
    return performance.timeOrigin + performance.now();
  }

  choose(bound: number): number {
    return bound < 2 ? 0 : Math.floor(Math.random() * bound);
  }

  changed(): void {
    this.#watch?.suspect();
  }

  forget(): void {
    this.#clock.stop();
  }
}

/** Runs a goroutine's body, inside its asynchronous context. */
function begin(goroutine: Goroutine): void {
  const { body, program } = goroutine;
  goroutine.body = 'running';
  let result: unknown;
  try {
    result = typeof body === 'function' ? body() : undefined;
  } catch (error) {
    program.threw(goroutine, error);
    return;
  }
  // The context tells whose end it is, so that no closure is needed for each.
  void Promise.resolve(result).then(ended, threw);
}

function ended(value: unknown): void {
  const goroutine = goroutineStorage.getStore() as Goroutine;
  goroutine.program.ended(goroutine, value);
}

function threw(error: unknown): void {
  const goroutine = goroutineStorage.getStore() as Goroutine;
  goroutine.program.threw(goroutine, error);
}

// `go` works outside any `run` too: without deadlock detection, and an uncaught throw is Node's `uncaughtException`.
setOutside(() => {
  const program = new Program(new NativeScheduler(), {
    returned: () => {},
    threw: (goroutine, error) => {
      const panic = asPanic(goroutine, error);
      setImmediate(() => { throw panic; });
    },
  });
  program.main = new Goroutine(program, 'main', 'ordinary', undefined);
  // Nobody waits for it to end, and nothing is made of its being stuck.
  program.isWatched = true;
  return program.main;
});
