import { Panic } from '../panic.ts';
import { currentGoroutine } from '../program.ts';
import { tellUnder } from './listeners.ts';
import { requireSignals } from './names.ts';

/**
 * Sends a signal to this process, as a key press or `kill` would. Under `explore` it reaches the program's own contexts and nobody else, so that a
 * shutdown can be tried at every moment. Go: `syscall.Kill(os.Getpid(), sig)`.
 *
 * @throws {Panic} under `explore`, when nobody listens for it: outside, it would end the process
 * @throws {TypeError} when it is no signal that a process can listen to
 */
export function raise(signal: NodeJS.Signals): void {
  requireSignals('signal.raise', [signal]);
  const { scheduler } = currentGoroutine().program;
  if (!scheduler.controlled) {
    process.kill(process.pid, signal);
    return;
  }
  if (!tellUnder(scheduler, signal)) throw new Panic(`signal: ${signal}: nobody listens for it, so it ends the process`);
}
