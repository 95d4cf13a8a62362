/** What `defer` gives: bind it with `using`, or `await using` when the function is asynchronous. */
export interface Deferred extends Disposable, AsyncDisposable {}

/** Several deferred functions under one name. */
export interface DeferStack extends Deferred {
  /** Adds a function; the last one added runs first. */
  add(fn: () => unknown): void;
}

/**
 * Calls `fn` at the end of the block, also when it is left by a throw: `using _close = defer(() => ch.close())`. Go: `defer f()`, which waits
 * for the end of the function. It cannot recover a panic. With `using`, a promise that `fn` returns is not awaited.
 */
export function defer(fn: () => unknown): Deferred {
  const stack = deferStack();
  stack.add(fn);
  return stack;
}

/** Deferring more than one function. Declared apart, so that users of the package see the comments. */
export declare namespace defer {
  /** Several deferred functions under one name, in loops or under conditions: `using d = defer.stack(); d.add(() => f.close())`. The last one added runs first. */
  function stack(): DeferStack;
}
Object.assign(defer, { stack: deferStack });

function deferStack(): DeferStack {
  const fns: (() => unknown)[] = [];
  return {
    add: (fn) => void fns.push(fn),
    [Symbol.dispose]() {
      unwind(fns);
    },
    async [Symbol.asyncDispose]() {
      await unwindAsync(fns);
    },
  };
}

/** Every function runs, even when an earlier one throws; the last error thrown wins, as the last panic does in Go. */
function unwind(fns: (() => unknown)[]): void {
  const failures: unknown[] = [];
  for (let fn = fns.pop(); fn; fn = fns.pop()) {
    try {
      void fn();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures.at(-1);
}

async function unwindAsync(fns: (() => unknown)[]): Promise<void> {
  const failures: unknown[] = [];
  for (let fn = fns.pop(); fn; fn = fns.pop()) {
    try {
      await fn();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures.at(-1);
}
