/** Generator goroutines on a run queue of their own: the queue, and what runs on it. */

/** What an operation gives when it has put the running task to wait: to be yielded as it is. */
export const PARKED = Symbol('parked');

/** Steps until the event loop gets a turn. */
const STEPS_PER_TURN = 10_000;

/** One call of a function that may wait. It is its own node in the queue where it waits, and in the run queue. */
export class Task {
  next: Task | undefined = undefined;
  /** What it resumes with. */
  value: unknown = undefined;
  failed = false;
  ended = false;
  /** Who awaits its end. */
  waiter: Task | undefined = undefined;
  /** For those who are no task and use it as a promise: made when they ask. */
  settle: { resolve: (value: unknown) => void; reject: (reason: unknown) => void } | undefined = undefined;
  readonly #steps: Generator<unknown, unknown, unknown>;

  constructor(steps: Generator<unknown, unknown, unknown>) {
    this.#steps = steps;
  }

  /** Runs until it waits or ends. */
  step(): void {
    for (;;) {
      let result: IteratorResult<unknown, unknown>;
      const given = this.value;
      this.value = undefined;
      try {
        result = this.failed ? this.#fail(given) : this.#steps.next(given);
      } catch (error) {
        this.#end(error, 'failed');
        return;
      }
      if (result.done) {
        this.#end(result.value, 'returned');
        return;
      }
      if (!this.#goesOn(result.value)) return;
    }
  }

  #fail(error: unknown): IteratorResult<unknown, unknown> {
    this.failed = false;
    return this.#steps.throw(error);
  }

  /** Whether what was awaited is there already; it is put into `value`. */
  #goesOn(awaited: unknown): boolean {
    if (awaited === PARKED) return false;
    if (typeof awaited !== 'object' || awaited === null) {
      this.value = awaited;
      return true;
    }
    if (awaited instanceof Task) return this.#awaitTask(awaited);
    if (awaited instanceof Operation) return this.#awaitOperation(awaited);
    if ('then' in awaited) {
      const foreign = awaited as PromiseLike<unknown>;
      foreign.then((value) => wake(this, value), (error: unknown) => { this.failed = true; wake(this, error); });
      return false;
    }
    this.value = awaited;
    return true;
  }

  #awaitTask(other: Task): boolean {
    if (!other.ended) {
      other.waiter = this;
      return false;
    }
    this.value = other.value;
    this.failed = other.failed;
    return true;
  }

  #awaitOperation(operation: Operation): boolean {
    if (!operation.done) {
      operation.awaiter = this;
      return false;
    }
    this.value = operation.value;
    return true;
  }

  #end(value: unknown, how: 'returned' | 'failed'): void {
    this.ended = true;
    this.value = value;
    this.failed = how === 'failed';
    const { waiter } = this;
    if (waiter !== undefined) {
      waiter.failed = this.failed;
      wake(waiter, value);
    }
    if (this.settle === undefined) return;
    if (this.failed) this.settle.reject(value);
    else this.settle.resolve(value);
  }

  /** A call may be used as a promise by code that knows no tasks, such as `Promise.all`. */
  then(onValue: (value: unknown) => unknown, onError?: (reason: unknown) => unknown): Promise<unknown> {
    if (this.ended) return (this.failed ? Promise.reject(this.value as Error) : Promise.resolve(this.value)).then(onValue, onError);
    return new Promise<unknown>((resolve, reject) => { this.settle = { resolve, reject }; }).then(onValue, onError);
  }
}

/**
 * What an operation gives when code that the loader has not seen may call it too: it is the node in the queue where it waits, a task that
 * awaits it is woken, and whoever uses it as a promise gets one.
 */
export class Operation {
  next: Operation | undefined = undefined;
  value: unknown;
  done: boolean;
  awaiter: Task | undefined = undefined;
  #resolve: ((value: unknown) => void) | undefined = undefined;

  constructor(state: 'done' | 'waiting', value: unknown) {
    this.done = state === 'done';
    this.value = value;
  }

  complete(value: unknown): void {
    this.done = true;
    this.value = value;
    if (this.awaiter !== undefined) wake(this.awaiter, value);
    this.#resolve?.(value);
  }

  then(onValue: (value: unknown) => unknown): Promise<unknown> {
    if (this.done) return Promise.resolve(this.value).then(onValue);
    return new Promise<unknown>((resolve) => { this.#resolve = resolve; }).then(onValue);
  }
}

let first: Task | undefined;
let last: Task | undefined;
let running = false;
/** The task that runs. */
export let current: Task | undefined;

/** Lets a task go on with a value, in its turn. */
export function wake(task: Task, value: unknown): void {
  task.value = value;
  task.next = undefined;
  if (last === undefined) first = task;
  else last.next = task;
  last = task;
  if (running) return;
  running = true;
  queueMicrotask(runAll);
}

function runAll(): void {
  for (let steps = 0; steps < STEPS_PER_TURN; steps++) {
    const task = first;
    if (task === undefined) {
      running = false;
      return;
    }
    first = task.next;
    if (first === undefined) last = undefined;
    current = task;
    task.step();
    current = undefined;
  }
  setImmediate(runAll);
}

/** Starts a goroutine: it begins in its turn. */
export function spawn(steps: Generator<unknown, unknown, unknown>): Task {
  const task = new Task(steps);
  wake(task, undefined);
  return task;
}

/** Calls a function that may wait: it runs at once, up to where it first waits, as an `async` function does. */
export function call(steps: Generator<unknown, unknown, unknown>): Task {
  const caller = current;
  const task = new Task(steps);
  current = task;
  task.step();
  current = caller;
  return task;
}

/** The running task, to be put in a queue. */
export function self(): Task {
  if (current === undefined) throw new Error('outside any goroutine');
  return current;
}
