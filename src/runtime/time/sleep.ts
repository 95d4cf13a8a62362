import { Operation, type OperationKind, type WaitReason, waits } from '../operation.ts';
import { currentGoroutine, perform } from '../program.ts';
import { Timer } from '../runtime-timer.ts';
import { requireNumber } from './clock.ts';

/** Waits for `duration` milliseconds. Go: `time.Sleep(d)`. */
export function sleep(duration: number): Promise<void> {
  requireNumber('time.sleep', duration);
  return perform(new Operation(currentGoroutine(), sleeping, { duration, timer: undefined }));
}

interface Sleep {
  readonly duration: number;
  timer: Timer | undefined;
}

const sleeping: OperationKind<Sleep, void> = {
  ...waits,
  reason: (): WaitReason => 'sleep',
  resources: () => [],
  attempt: (operation) => {
    if (operation.subject.duration > 0) return false;
    operation.complete();
    return true;
  },
  enqueue: (operation) => {
    const { goroutine, subject } = operation;
    subject.timer = new Timer(goroutine.program, goroutine, () => operation.complete());
    subject.timer.start(subject.duration);
  },
  leave: ({ subject }) => void subject.timer?.stop(),
};
