import { EventEmitter } from 'node:events';
import { inspect } from 'node:util';
import type { ControlledScheduler } from '../controlled-scheduler.ts';
import { Exit } from './exit.ts';
import { virtualKill } from './virtual-kill.ts';

const emitterMethods = [
  'on', 'once', 'off', 'addListener', 'removeListener', 'removeAllListeners', 'emit', 'listeners', 'rawListeners', 'listenerCount',
  'prependListener', 'prependOnceListener', 'eventNames', 'setMaxListeners', 'getMaxListeners',
] as const;

export interface VirtualProcessOptions {
  readonly streams: Readonly<Record<string, unknown>>;
  readonly scheduler: ControlledScheduler;
  readonly exited: (code: number) => void;
  /** Makes a callback whose throw counts as the program's. */
  readonly guarded: (callback: (...args: unknown[]) => unknown) => (...args: unknown[]) => unknown;
}

/** The process as a program sees it: its clocks are virtual, and what it sets or listens to is gone after the schedule. */
export function virtualProcess({ streams, scheduler, exited, guarded }: VirtualProcessOptions): object {
  const hrtime = Object.assign(
    (previous?: [number, number]): [number, number] => {
      const now = scheduler.now() - (previous ? previous[0] * 1e3 + previous[1] / 1e6 : 0);
      return [Math.floor(now / 1e3), Math.round((now % 1e3) * 1e6)];
    },
    { bigint: () => BigInt(Math.round(scheduler.now() * 1e6)) },
  );
  const exit = (code?: number): never => {
    exited(code ?? 0);
    throw new Exit(code ?? 0);
  };
  const nextTick = (callback: (...args: unknown[]) => unknown, ...args: unknown[]): void => process.nextTick(guarded(callback), ...args);
  const emitter = new EventEmitter();
  const values = { ...streams, kill: virtualKill({ scheduler, emitter, exited }), hrtime, uptime: () => scheduler.now() / 1e3, exit, nextTick, env: { ...process.env }, [inspect.custom]: () => 'process' };
  const virtual = Object.create(process, {
    ...Object.fromEntries(Reflect.ownKeys(values).map((name) => [name, { value: values[name as keyof typeof values] }])),
    exitCode: { value: undefined, writable: true },
  }) as object;
  for (const name of emitterMethods) {
    const method = emitter[name].bind(emitter) as (...args: unknown[]) => unknown;
    const value = (...args: unknown[]): unknown => {
      const result = method(...args);
      return result === emitter ? virtual : result;
    };
    Object.defineProperty(virtual, name, { value });
  }
  return virtual;
}
