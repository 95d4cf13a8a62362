import { acquires, releases } from '../program.ts';

/** A function that calls `fn` the first time, and afterwards only throws again what that call threw. Go: `sync.OnceFunc`. */
export function onceFunc(fn: () => void): () => void {
  return onceValue(fn);
}

/** A function that gives what the first call of `fn` gave, or throws what it threw. Go: `sync.OnceValue`. */
export function onceValue<T>(fn: () => T): () => T {
  let outcome: { readonly value: T } | { readonly error: unknown } | undefined;
  const once = {};
  return () => {
    acquires(once);
    if (!outcome) {
      try {
        outcome = { value: fn() };
      } catch (error) {
        outcome = { error };
      }
      releases(once);
    }
    if ('error' in outcome) throw outcome.error;
    return outcome.value;
  };
}
