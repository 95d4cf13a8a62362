import { Operation, type OperationKind, type WaitReason, waits } from './operation.ts';
import { currentGoroutine, perform } from './program.ts';

/** Lets other goroutines run. Go: `runtime.Gosched()`. */
export function gosched(): Promise<void> {
  return perform(new Operation(currentGoroutine(), yielding, undefined));
}

const yielding: OperationKind<undefined, void> = {
  ...waits,
  reason: (): WaitReason => 'runnable',
  resources: () => [],
  attempt: (operation) => {
    if (!operation.goroutine.program.scheduler.controlled) return false;
    operation.complete();
    return true;
  },
  enqueue: (operation) => void setImmediate(() => {
    const { program } = operation.goroutine;
    if (program.over) program.freeze(operation.goroutine);
    else operation.complete();
  }),
  yields: () => true,
};
