import { goroutineStorage } from './current.ts';
import { DeadlockError } from './deadlock-error.ts';
import { DeadlockWatch } from './deadlock-watch.ts';
import { dump, howToSeeMore } from './dump.ts';
import type { Goroutine } from './goroutine.ts';
import { NativeScheduler } from './native-scheduler.ts';
import { Operation, type OperationKind, type WaitReason, waits } from './operation.ts';
import { asPanic, perform, Program } from './program.ts';

/**
 * Runs `main` as a program and gives what it returns. Go: `func main()`.
 *
 * When main returns the program is over, whatever its goroutines are doing. Inside a program that the explorer is in charge of,
 * `run` starts a program on the same scheduler.
 *
 * @throws what main throws, unchanged
 * @throws {Panic} when another goroutine throws and nobody catches it
 * @throws {DeadlockError} when every goroutine is parked and nothing can wake one
 */
export async function run<T>(main: () => T | Promise<T>): Promise<T> {
  const caller = goroutineStorage.getStore();
  return caller?.program.scheduler.controlled ? runInside(caller, main) : runNatively(main);
}

function runNatively<T>(main: () => T | Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const end = (settle: () => void): void => {
      watch.stop();
      program.end();
      settle();
    };
    const watch: DeadlockWatch = new DeadlockWatch(() => program, (elsewhere) => {
      const error = program.goroutines.length === 0
        ? new DeadlockError('', 'no goroutines (main called runtime.goexit()) - deadlock!')
        : new DeadlockError([dump(program.goroutines), ...elsewhere].join('\n\n'), undefined, howToSeeMore());
      end(() => reject(error));
    });
    const program: Program = new Program(new NativeScheduler(watch), {
      returned: (value) => end(() => resolve(value as T)),
      threw: (goroutine, error) => end(() => reject(uncaught(program, goroutine, error))),
    });
    program.start(main);
  });
}

/** A program of its own on the scheduler in charge; the caller waits for it as for any operation. */
function runInside<T>(caller: Goroutine, main: () => T | Promise<T>): Promise<T> {
  const { inner } = caller.program;
  const outcome = perform(new Operation(caller, running as OperationKind<() => unknown, T>, main));
  inner.add(outcome);
  const ended = (): void => void inner.delete(outcome);
  outcome.then(ended, ended);
  return outcome;
}

/** Waits for a program of its own. */
const running: OperationKind<() => unknown, unknown> = {
  ...waits,
  reason: (): WaitReason => 'run',
  resources: () => [],
  attempt: () => false,
  enqueue: (operation) => {
    const program: Program = new Program(operation.goroutine.program.scheduler, {
      returned: (value) => {
        program.end();
        operation.complete(value);
      },
      threw: (goroutine, error) => {
        program.abort();
        operation.fail(uncaught(program, goroutine, error));
      },
    });
    program.start(operation.subject);
  },
};

function uncaught(program: Program, goroutine: Goroutine, error: unknown): unknown {
  return goroutine === program.main ? error : asPanic(goroutine, error);
}
