import { goroutineStorage } from './current.ts';
import { DeadlockError } from './deadlock-error.ts';
import { DeadlockWatch } from './deadlock-watch.ts';
import { dump } from './dump.ts';
import type { Goroutine } from './goroutine.ts';
import { NativeScheduler } from './native-scheduler.ts';
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
    const watch: DeadlockWatch = new DeadlockWatch(() => program, () => {
      const error = program.goroutines.size === 0
        ? new DeadlockError('', 'no goroutines (main called runtime.goexit()) - deadlock!')
        : new DeadlockError(dump(program.goroutines));
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
  const running = perform<T>('run', [], (waiter) => {
    const program: Program = new Program(caller.program.scheduler, {
      returned: (value) => {
        program.end();
        waiter.complete(value as T);
      },
      threw: (goroutine, error) => {
        program.abort();
        waiter.fail(uncaught(program, goroutine, error));
      },
    });
    program.start(main);
  });
  inner.add(running);
  const ended = (): void => void inner.delete(running);
  running.then(ended, ended);
  return running;
}

function uncaught(program: Program, goroutine: Goroutine, error: unknown): unknown {
  return goroutine === program.main ? error : asPanic(goroutine, error);
}
