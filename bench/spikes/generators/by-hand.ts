import { call } from './tasks.ts';

/** What a loader of our own could make of `callAndWait` and `nested`: generator functions made once instead of at every call. */
type Op = () => PromiseLike<unknown>;
type Steps = Generator<unknown, unknown, unknown>;
type Waits = Generator<unknown, void, unknown>;

function* nestedSteps(depth: number, op: Op): Steps {
  if (depth === 0) return yield op();
  return yield call(nestedSteps(depth - 1, op));
}

/** Every call is a task of its own, as a call that may be used as a promise has to be. */
export function* callAndWait(depth: number, op: Op, times: number): Waits {
  for (let i = 0; i < times; i++) yield call(nestedSteps(depth, op));
}

function* delegatedSteps(depth: number, op: Op): Steps {
  if (depth === 0) return yield op();
  return yield* delegatedSteps(depth - 1, op);
}

/** Calls that are awaited at once become `yield*`: possible where the loader knows the callee. */
export function* delegateAndWait(depth: number, op: Op, times: number): Waits {
  for (let i = 0; i < times; i++) yield* delegatedSteps(depth, op);
}

function* delegatedRepeatedly(depth: number, op: Op, times: number): Waits {
  if (depth > 0) {
    yield* delegatedRepeatedly(depth - 1, op, times);
    return;
  }
  for (let i = 0; i < times; i++) yield op();
}

/** Waits at the bottom of calls that were made once, by `yield*`. */
export function* delegateDeep(depth: number, op: Op, times: number): Waits {
  yield* delegatedRepeatedly(depth, op, times);
}
