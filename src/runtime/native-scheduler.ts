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

/** Runs goroutines on the event loop: the order among them is the engine's, time is real. */
export class NativeScheduler implements Scheduler {
  readonly controlled = false;
  readonly #watch: DeadlockWatch | undefined;
  /** Goroutines that have not begun, the oldest first. */
  readonly #starting: { readonly goroutine: Goroutine; readonly body: () => unknown }[] = [];
  #operations = 0;

  constructor(watch?: DeadlockWatch) {
    this.#watch = watch;
  }

  start(goroutine: Goroutine, body: () => unknown): void {
    this.#starting.push({ goroutine, body });
    if (this.#starting.length === 1) queueMicrotask(this.#startNext);
  }

  /** One a microtask, so that when one throws at once, the program is over before the next has begun. */
  readonly #startNext = (): void => {
    const [next] = this.#starting;
    if (!next) return;
    const { goroutine, body } = next;
    if (!goroutine.program.over) void goroutineStorage.run(goroutine, () => goroutine.program.execute(goroutine, body));
    this.#starting.shift();
    if (this.#starting.length > 0) queueMicrotask(this.#startNext);
  };

  perform<T>(waiter: Waiter<T>): Promise<T> {
    waiter.attempt();
    if (!waiter.settled && !waiter.yielding) this.#park(waiter);
    if (++this.#operations < OPERATIONS_PER_TURN) return waiter.promise;
    this.#operations = 0;
    return afterTurn(waiter.promise);
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
    if (goroutine.ended) goroutine.program.goroutines.delete(goroutine);
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

/** Settles like `promise`, but not before the event loop has had a turn. */
async function afterTurn<T>(promise: Promise<T>): Promise<T> {
  await new Promise((resolve) => setImmediate(resolve));
  return promise;
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
