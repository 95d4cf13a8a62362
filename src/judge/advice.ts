/** One next step for each kind of finding, and the lesson that explains it. */
import type { FindingKind } from '../explore/report.ts';

export interface Advice {
  readonly help: string;
  /** A lesson's slug. */
  readonly lesson: string;
}

export const advice: Readonly<Record<FindingKind, Advice>> = {
  panic: { help: 'Go to the marked line and ask what made the operation impossible there: a second close, a send after the close, an unlock without a lock.', lesson: 'channels' },
  error: { help: 'Read the message, then the marked line. If the error is part of the plan, catch it where the task says.', lesson: 'goroutines' },
  race: { help: 'Two goroutines touch the same variable, and nothing puts one before the other. Guard it with a mutex, or let one goroutine own it.', lesson: 'goroutines' },
  unawaited: { help: 'Write `await` before the operation. To wait for several at once, use `select`; to let one run by itself, use `go`.', lesson: 'goroutines' },
  uncontrolled: { help: 'Something is awaited that nothing will ever settle. Wait on a channel, a wait group or a context instead.', lesson: 'goroutines' },
  deadlock: { help: 'Everybody waits. For the marked operation, find the goroutine that should answer it, and what that one waits for.', lesson: 'channels' },
  leak: { help: 'A goroutine is left behind, waiting for ever. Give it a way to end: close its channel, or let it watch a context.', lesson: 'context' },
  livelock: { help: 'The goroutines keep each other busy without getting anywhere. Look for a loop that retries without waiting for a change.', lesson: 'select' },
  'never-ends': { help: 'A goroutine is still running after the work is done. Tell it to stop, and wait until it has.', lesson: 'context' },
  'lost-cancel': { help: 'Call the cancel function on every path; `using _stop = defer(cancel)` does.', lesson: 'context' },
};
