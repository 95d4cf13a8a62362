import { goroutineStorage } from './current.ts';
import type { DeadlockWatch } from './deadlock-watch.ts';
import { Goroutine } from './goroutine.ts';
import { asPanic, Program, setOutside } from './program.ts';
import type { Scheduler, Timer } from './scheduler.ts';
import type { Operation, Waiter } from './waiter.ts';

/** Longest delay one platform timer can hold. */
const LONGEST_DELAY = 2 ** 31 - 1;
/** How many operations may go by before the event loop gets a turn, so that timers and I/O are never starved. */
const OPERATIONS_PER_TURN = 1_000;
/** How many entries of goroutines that have begun may stay in the list of those to start. */
const STARTED_KEPT = 10_000;

/** Runs goroutines on the event loop: the order among them is the engine's, time is real. */
export class NativeScheduler implements Scheduler {
  readonly controlled = false;
  readonly #watch: DeadlockWatch | undefined;
  /** Goroutines that have not begun, the oldest first. */
  #starting: { readonly goroutine: Goroutine; readonly body: () => unknown }[] = [];
  /** The place in `#starting` of the next one: taking from the front of a long array would move all the rest. */
  #next = 0;
  #operations = 0;

  constructor(watch?: DeadlockWatch) {
    this.#watch = watch;
  }

  start(goroutine: Goroutine, body: () => unknown): void {
    this.#starting.push({ goroutine, body });
    if (this.#starting.length === this.#next + 1) queueMicrotask(this.#startNext);
  }

  /** One a microtask, so that when one throws at once, the program is over before the next has begun. */
  readonly #startNext = (): void => {
    const next = this.#starting[this.#next];
    if (!next) return;
    const { goroutine, body } = next;
    if (!goroutine.program.over) void goroutineStorage.run(goroutine, () => goroutine.program.execute(goroutine, body));
    this.#next++;
    if (this.#next < this.#starting.length) {
      if (this.#next % STARTED_KEPT === 0) this.#forgetStarted();
      queueMicrotask(this.#startNext);
      return;
    }
    this.#starting = [];
    this.#next = 0;
  };

  #forgetStarted(): void {
    this.#starting = this.#starting.slice(this.#next);
    this.#next = 0;
  }

  perform<T>(waiter: Waiter<T>): Promise<T> {
    waiter.attempt();
    if (!waiter.settled && !waiter.yielding) this.#park(waiter);
    if (++this.#operations < OPERATIONS_PER_TURN) return waiter.promise;
    this.#operations = 0;
    return afterTurn(waiter);
  }

  #park(waiter: Operation): void {
    const { goroutine } = waiter;
    waiter.parked = true;
    if (goroutine.waits.size === 0) goroutine.program.parked++;
    goroutine.waits.add(waiter);
    this.#watch?.suspect();
  }

  settled(waiter: Operation): void {
    if (waiter.parked) this.#unpark(waiter);
    waiter.release();
  }

  #unpark(waiter: Operation): void {
    const { goroutine } = waiter;
    waiter.parked = false;
    goroutine.waits.delete(waiter);
    if (goroutine.waits.size > 0) return;
    goroutine.program.parked--;
    if (!goroutine.ended) return;
    goroutine.program.goroutines.delete(goroutine);
    this.#watch?.suspect();
  }

  schedule(delay: number, fire: () => void): Timer {
    const timer = new NativeTimer(delay, () => {
      fire();
      this.#watch?.suspect();
    });
    return { stop: () => {
      const stopped = timer.stop();
      this.#watch?.suspect();
      return stopped;
    } };
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
}

/** Settles like the operation, but not before the event loop has had a turn; never when the program is over by then. */
function afterTurn<T>({ promise, goroutine }: Waiter<T>): Promise<T> {
  // Somebody listens from the start: a rejection during that turn must not look unhandled.
  promise.catch(() => {});
  return new Promise((resolve) => {
    setImmediate(() => { if (!goroutine.program.over) resolve(promise); });
  });
}

/** A platform timer that is not limited to 2³¹−1 ms. */
class NativeTimer {
  #handle: NodeJS.Timeout;
  #pending = true;

  constructor(delay: number, fire: () => void) {
    const arm = (left: number): NodeJS.Timeout => setTimeout(() => {
      if (left > LONGEST_DELAY) {
        this.#handle = arm(left - LONGEST_DELAY);
        return;
      }
      this.#pending = false;
      fire();
    }, Math.min(left, LONGEST_DELAY));
    this.#handle = arm(Math.max(0, delay));
  }

  stop(): boolean {
    clearTimeout(this.#handle);
    const wasPending = this.#pending;
    this.#pending = false;
    return wasPending;
  }
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
  return program.main;
});
