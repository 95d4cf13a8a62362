/** One next step for each kind of finding, and the lesson that explains it. */
import type { Finding, FindingKind } from '../explore/report.ts';

export interface Advice {
  readonly help: string;
  /** A lesson's slug. */
  readonly lesson: string;
}

/** The advice for a finding: for its refinement where there is one, else for its kind. */
export function adviceFor({ kind, detail }: Pick<Finding, 'kind' | 'detail'>): Advice {
  return (detail === undefined ? undefined : refined[`${kind}.${detail}`]) ?? general[kind];
}

const general: Readonly<Record<FindingKind, Advice>> = {
  panic: { help: 'Something was thrown there, and nobody caught it. Catch it where it can be dealt with, or send it on as a value.', lesson: 'goroutines' },
  error: { help: 'Read the message, then the marked line. If the error is part of the plan, catch it where the task says.', lesson: 'goroutines' },
  race: { help: 'Two goroutines touch the same variable, and nothing puts one before the other. Guard it with a mutex, or let one goroutine own it.', lesson: 'goroutines' },
  unawaited: { help: 'Write `await` before the operation. To wait for several at once, use `select`; to let one run by itself, use `go`.', lesson: 'goroutines' },
  uncontrolled: { help: 'Something is awaited that nothing will ever settle. Wait on a channel, a wait group or a context instead.', lesson: 'goroutines' },
  deadlock: { help: 'Everybody waits. For each that waits, find the goroutine that should answer it, and what that one waits for.', lesson: 'channels' },
  leak: { help: 'A goroutine is left behind. Give it a way to end: close its channel, or let it watch a context.', lesson: 'context' },
  livelock: { help: 'The goroutines keep each other busy without getting anywhere. Look for a loop that tries again without waiting for a change.', lesson: 'select' },
  'never-ends': { help: 'A goroutine is still running after the work is done. Tell it to stop, and wait until it has.', lesson: 'context' },
  'lost-cancel': { help: 'Call the cancel function on every path; `using _stop = defer(cancel)` does.', lesson: 'context' },
};

const refined: Readonly<Record<string, Advice>> = {
  'panic.send-on-closed': { help: 'Close a channel only when all its senders are done, and let only one place close it.', lesson: 'channels' },
  'panic.close-of-closed': { help: 'Let exactly one place close the channel, once.', lesson: 'channels' },
  'panic.close-of-nil': { help: 'Make the channel with `chan()` before it is used.', lesson: 'channels' },
  'panic.waitgroup-misuse': { help: 'Call `add` before the goroutine starts, and `done` once for each.', lesson: 'wait-groups' },
  'panic.lock-misuse': { help: 'Unlock once for each lock; `using _l = await mu.acquire()` does it for you.', lesson: 'goroutines' },
  'error.unhandled-rejection': { help: 'Await the promise, or handle its error where it arises.', lesson: 'goroutines' },
  'deadlock.nil-channel': { help: 'Make the channel with `chan()` before it is used.', lesson: 'channels' },
  'deadlock.receive': { help: 'Find out who should send there, or close the channel after the last value.', lesson: 'channels' },
  'deadlock.send': { help: 'Find out who should receive there; it has to be running before, or at the same time.', lesson: 'channels' },
  'deadlock.wait-group': { help: 'Compare the calls of `add` and `done`: every `add(1)` needs one `done()`, on every path.', lesson: 'wait-groups' },
  'deadlock.lock': { help: 'Look for a path that leaves without unlocking, and for locks that are taken in different orders.', lesson: 'goroutines' },
  'leak.receive': { help: 'Close the channel after the last value, or let the goroutine watch a context as well.', lesson: 'channels' },
  'leak.send': { help: 'Receive every value, or let the sender watch a context as well, in a `select`.', lesson: 'context' },
};

/** The lessons that some advice names, each once. */
export const adviceLessons: readonly string[] = [...new Set([...Object.values(general), ...Object.values(refined)].map(({ lesson }) => lesson))];
