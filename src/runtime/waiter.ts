import { operationStack } from './detail.ts';
import { Panic } from './panic.ts';
import type { Goroutine } from './goroutine.ts';

/** Go's words for why a goroutine waits, as its dumps print them. */
export type WaitReason =
  | 'chan send' | 'chan receive' | 'chan send (nil chan)' | 'chan receive (nil chan)'
  | 'select' | 'select (no cases)' | 'sleep' | 'runnable'
  | 'sync.Mutex.Lock' | 'sync.RWMutex.Lock' | 'sync.RWMutex.RLock' | 'sync.WaitGroup.Wait'
  | 'sync.Cond.Wait' | 'sync.Once.Do' | 'errgroup.Go' | 'run';

/** What an operation works on: a channel, a lock, a wait group. Named in reports. */
export interface Resource {
  readonly kind: 'channel' | 'mutex' | 'rw-mutex' | 'wait-group' | 'cond' | 'once' | 'group';
  /** The name its author gave it. */
  readonly label?: string | undefined;
  /** The engine's stack text of its creation, at detail `creation` and above. */
  readonly createdAt?: string | undefined;
}

/** What everybody may know about an operation that a goroutine performs. */
export abstract class Operation {
  readonly goroutine: Goroutine;
  readonly reason: WaitReason;
  readonly resources: readonly Resource[];
  /** The engine's stack text of the call, at detail `full`. */
  readonly stack: string | undefined;
  settled = false;
  parked = false;
  /** Completes by itself on a later turn: its goroutine is runnable, not parked. */
  yielding = false;
  /** Hands the result to the goroutine; a scheduler decides when. */
  release: () => void = () => {};

  constructor(goroutine: Goroutine, reason: WaitReason, resources: readonly Resource[]) {
    this.goroutine = goroutine;
    this.reason = reason;
    this.resources = resources;
    this.stack = operationStack();
  }

  /** Completes the operation, or puts it where somebody else will. */
  abstract attempt(): void;

  /** Its program is over: it never settles, and whoever finds it in a queue passes it by. */
  abandon(): void {
    this.settled = true;
    this.release = () => {};
  }
}

/** An operation with its result: done at once, or parked until another goroutine or a timer completes it. Go: `sudog`. */
export class Waiter<T> extends Operation {
  readonly promise: Promise<T>;
  readonly #attempt: (waiter: Waiter<T>) => void;
  #resolve!: (value: T) => void;
  #reject!: (error: unknown) => void;

  constructor(goroutine: Goroutine, reason: WaitReason, resources: readonly Resource[], attempt: (waiter: Waiter<T>) => void) {
    super(goroutine, reason, resources);
    this.#attempt = attempt;
    this.promise = new Promise<T>((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  override attempt(): void {
    this.#attempt(this);
  }

  complete(value: T): void {
    this.#settle(() => this.#resolve(value));
  }

  fail(error: unknown): void {
    if (error instanceof Panic && this.stack !== undefined) error.operationStack ??= this.stack;
    this.#settle(() => this.#reject(error));
  }

  #settle(release: () => void): void {
    if (this.settled) return;
    this.settled = true;
    this.release = release;
    this.goroutine.program.scheduler.settled(this);
  }
}
