import type { Goroutine } from '../../runtime/goroutine.ts';
import { Panic } from '../../runtime/panic.ts';
import { lastThrown, type Program } from '../../runtime/program.ts';
import type { ControlledScheduler } from '../controlled-scheduler.ts';
import type { Fault } from './fault.ts';

/** A goroutine threw, and nobody caught it. */
export function thrown(scheduler: ControlledScheduler, root: Program, goroutine: Goroutine, raised: unknown): Fault {
  const error = lastThrown(raised);
  const thrower = origin(scheduler, root, error) ?? goroutine;
  const goroutines = [thrower];
  const operation = scheduler.inFlight(thrower);
  // It went on without an operation that has not even been tried, so whatever it did then, such as to unlock a lock that it had not taken, is no news.
  if (operation?.state === 'new') return { kind: 'unawaited', goroutines, operation };
  if (!(error instanceof Panic)) return { kind: 'error', error, goroutines };
  const detail = panicDetail(error);
  return { kind: 'panic', error, goroutines, ...(detail === undefined ? {} : { detail }) };
}

/** The goroutine that panicked, when the error came out of an inner program. */
function origin(scheduler: ControlledScheduler, root: Program, error: unknown): Goroutine | undefined {
  const id = error instanceof Panic ? error.goroutine?.id : undefined;
  const inner = [...scheduler.programs].filter((program) => program !== root);
  for (const program of inner) {
    if (id !== undefined) return scheduler.goroutine(program, id);
  }
  return inner.at(-1)?.main;
}

function panicDetail({ message: text }: Panic): string | undefined {
  if (text === 'send on closed channel') return 'send-on-closed';
  if (text === 'close of closed channel') return 'close-of-closed';
  if (text === 'close of nil channel') return 'close-of-nil';
  if (text.includes('WaitGroup')) return 'waitgroup-misuse';
  return text.startsWith('sync: ') ? 'lock-misuse' : undefined;
}
