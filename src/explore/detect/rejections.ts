import { Panic } from '../../runtime/panic.ts';
import { Exit } from '../platform/exit.ts';
import type { Fault } from './fault.ts';

/** Collects rejections that nobody handles: promises that the program dropped. @returns how to stop, and the first one */
export function watchRejections(): () => Fault | undefined {
  let fault: Fault | undefined;
  const listener = (error: unknown): void => {
    if (error instanceof Exit) return;
    fault ??= { kind: error instanceof Panic ? 'panic' : 'error', detail: 'unhandled-rejection', error, goroutines: [] };
  };
  process.on('unhandledRejection', listener);
  return () => {
    process.off('unhandledRejection', listener);
    return fault;
  };
}
