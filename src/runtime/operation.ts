import { type CallSite, callSiteOf, remembersSites } from './call-site.ts';
import { captured, remembersOperations } from './detail.ts';
import type { Goroutine } from './goroutine.ts';
import { Panic } from './panic.ts';
import type { QueueNode } from './queue.ts';
import type { Resource } from './resource.ts';

/** Go's words for why a goroutine waits, as its dumps print them. */
export type WaitReason =
  | 'chan send' | 'chan receive' | 'chan send (nil chan)' | 'chan receive (nil chan)'
  | 'select' | 'select (no cases)' | 'sleep' | 'runnable'
  | 'sync.Mutex.Lock' | 'sync.RWMutex.Lock' | 'sync.RWMutex.RLock' | 'sync.WaitGroup.Wait'
  | 'sync.Cond.Wait' | 'sync.Once.Do' | 'errgroup.Go' | 'run';

/** What became of an operation so far. */
type State =
  | 'new'
  /** Its goroutine waits for it, and goes on as soon as it is completed. */
  | 'parked'
  /** The same, but its goroutine goes on when the scheduler says so. */
  | 'held'
  /** It waits, but its goroutine has gone on without it. */
  | 'aside'
  | 'completed' | 'failed' | 'abandoned';

/**
 * What operations of one kind have in common: how they are carried out on their subject, a channel or a lock.
 *
 * A table beside one class of operations, not a class for each kind: all operations have the same shape then, and the engine's code for
 * queues, the hottest there is, stays specialised however many kinds a program uses.
 */
export interface OperationKind<S, T> {
  reason(subject: S): WaitReason;
  resources(subject: S): readonly Resource[];
  /** Completes it, if that is possible at once. @returns whether it is settled now */
  attempt(operation: Operation<S, T>): boolean;
  /** Puts it where somebody will complete it. */
  enqueue(operation: Operation<S, T>): void;
  /** Takes it out of wherever it waits. */
  leave(operation: Operation<S, T>): void;
  /** What a receive gives for a value, or for the news that the channel is closed and drained; without it, the value. */
  readonly received: ((value: unknown, ok: boolean) => T) | undefined;
  /** Completes by itself on a later turn: its goroutine is runnable, not parked. */
  yields(subject: S): boolean;
}

/** The parts of a kind that most kinds do without. */
export const waits = {
  leave: (): void => {},
  received: undefined,
  yields: (): boolean => false,
};

// A promise's executor runs at once, so one function can serve every operation: a closure for each would cost more than all else here.
let lastResolve: (value: unknown) => void;
function executor(resolve: (value: unknown) => void): void {
  lastResolve = resolve;
}

/** An operation that has not begun, or is settled, has nobody to tell. */
function nobodyToTell(): void {
  throw new Error('an operation was settled before it began, or twice');
}

/** Where operations were called, at detail `full`. */
const stacks = new WeakMap<object, Error | CallSite>();

/**
 * An operation of a goroutine that another goroutine, or a timer, may have to complete. Go: `sudog`.
 *
 * It is its own place in the one queue it waits in, which keeps a parked goroutine small; `select` has a place for each case.
 */
// One is made for every operation that waits. So its members are set in the constructor alone, and none is private in the language's sense.
export class Operation<S = unknown, T = unknown> implements QueueNode {
  declare previous: QueueNode | undefined;
  declare next: QueueNode | undefined;
  declare readonly goroutine: Goroutine;
  declare readonly kind: OperationKind<S, T>;
  declare readonly subject: S;
  /** What it sends, if it does; later what it came to. */
  declare value: unknown;
  declare state: State;
  declare private resolve: (value: unknown) => void;

  constructor(goroutine: Goroutine, kind: OperationKind<S, T>, subject: S, value?: unknown) {
    this.previous = undefined;
    this.next = undefined;
    this.goroutine = goroutine;
    this.kind = kind;
    this.subject = subject;
    this.value = value;
    this.state = 'new';
    this.resolve = nobodyToTell;
  }

  /** Remembers where it was called: as its program's loader tells, or else as the engine does. */
  remember(): void {
    const site = remembersSites ? callSiteOf(this.goroutine) : remembersOperations ? captured(12) : undefined;
    if (site) stacks.set(this, site);
  }

  /** Begins. @returns what its goroutine awaits */
  begin(): Promise<T> {
    const promise = new Promise<unknown>(executor) as Promise<T>;
    this.resolve = lastResolve;
    // Through it the promise, and all that awaits it, would stay in memory.
    lastResolve = nobodyToTell;
    return promise;
  }

  get reason(): WaitReason {
    return this.kind.reason(this.subject);
  }

  get resources(): readonly Resource[] {
    return this.kind.resources(this.subject);
  }

  /** The engine's stack text of the call, at detail `full`. */
  get stack(): string | undefined {
    return stacks.get(this)?.stack;
  }

  /** It may yet be completed by somebody else. */
  get isWaiting(): boolean {
    return this.state === 'parked' || this.state === 'held' || this.state === 'aside';
  }

  complete(value: T): void {
    if (this.state === 'parked') {
      this.state = 'completed';
      this.resolve(value);
      this.letGo();
    } else {
      this.settle('completed', value);
    }
  }

  fail(error: unknown): void {
    if (error instanceof Panic && this.stack !== undefined) error.operationStack ??= this.stack;
    this.settle('failed', error);
  }

  private settle(state: 'completed' | 'failed', outcome: unknown): void {
    const before = this.state;
    if (before !== 'new' && !this.isWaiting) return;
    this.state = state;
    this.value = outcome;
    const { goroutine } = this;
    if (before === 'aside') goroutine.forget(this);
    const { scheduler } = goroutine.program;
    if (scheduler.controlled) scheduler.settled(this, before === 'new' ? 'at once' : 'woken');
    else this.release();
  }

  /** Hands the outcome to the goroutine; its scheduler decides when. */
  release(): void {
    if (this.state === 'completed') this.resolve(this.value);
    else if (this.state === 'failed') this.resolve(Promise.reject(this.value));
    this.letGo();
  }

  /** Its goroutine remembers the last one it waited for, perhaps for long; what was handed over must not stay in memory with it. */
  private letGo(): void {
    this.value = undefined;
    this.resolve = nobodyToTell;
  }

  /** Its program is over: it never settles. */
  abandon(): void {
    this.state = 'abandoned';
    this.kind.leave(this);
  }

  // What a channel tells those who wait in its queues.

  /** Here is a value. */
  deliver(value: unknown): void {
    const { received } = this.kind;
    this.complete(received === undefined ? (value as T) : received(value, true));
  }

  /** The channel is closed and drained. */
  closed(): void {
    const { received } = this.kind;
    this.complete(received === undefined ? (undefined as T) : received(undefined, false));
  }

  /** The value was taken. */
  taken(): void {
    this.complete(undefined as T);
  }

  /** The channel was closed meanwhile. */
  refused(): void {
    this.fail(new Panic('send on closed channel'));
  }
}
