import type { EventEmitter } from 'node:events';
import { constants } from 'node:os';
import { currentGoroutine } from '../../runtime/program.ts';
import { tellUnder } from '../../runtime/signal/listeners.ts';
import { isUncatchable } from '../../runtime/signal/names.ts';
import type { ControlledScheduler } from '../controlled-scheduler.ts';

export interface VirtualKillOptions {
  readonly scheduler: ControlledScheduler;
  /** What `process.on` of the program listens with. */
  readonly emitter: EventEmitter;
  readonly exited: (code: number) => void;
}

/**
 * `process.kill` as a program sees it: a signal to its own process reaches the program, and not the process that explores it. It arrives
 * some time later, in a goroutine of its own; when nobody listens, the program has ended itself. Those that no process can listen to are real.
 */
export function virtualKill({ scheduler, emitter, exited }: VirtualKillOptions): typeof process.kill {
  return (pid, signal = 'SIGTERM') => {
    if (pid !== process.pid || signal === 0) return process.kill(pid, signal);
    const [name, number] = signalOf(signal);
    if (isUncatchable(name)) return process.kill(pid, name);
    currentGoroutine().program.spawn(`signal ${name}`, 'ordinary', () => {
      const told = tellUnder(scheduler, name);
      if (!emitter.emit(name, name, number) && !told) exited(128 + number);
    });
    return true;
  };
}

/** @throws {TypeError} when the system has no such signal */
function signalOf(signal: string | number): [name: NodeJS.Signals, number: number] {
  const found = Object.entries(constants.signals).find((entry) => entry.includes(signal));
  if (!found) throw new TypeError(`Unknown signal: ${signal}`);
  return [found[0] as NodeJS.Signals, found[1]];
}
