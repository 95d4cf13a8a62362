import { Console } from 'node:console';
import { promisify } from 'node:util';
import { platformModules, type Environment, type LoadedProgram } from '../../loader/index.ts';
import { Goexit } from '../../runtime/panic.ts';
import { currentGoroutine, lastThrown } from '../../runtime/program.ts';
import type { Timer } from '../../runtime/runtime-timer.ts';
import type { ControlledScheduler } from '../controlled-scheduler.ts';
import type { Random } from '../strategy/random.ts';
import { epoch } from './virtual-clock.ts';
import { randomness, virtualModules } from './virtual-modules.ts';
import { virtualProcess } from './virtual-process.ts';

/** The most output one schedule keeps, in characters. */
const MOST_OUTPUT = 256 * 1024;

/** What a program printed. */
export class Output {
  stdout = '';
  stderr = '';
  truncated = false;
  readonly #touched: () => void;
  #open = true;

  /** @param touched told of everything that others may find changed */
  constructor(touched: () => void = () => {}) {
    this.#touched = touched;
  }

  write(stream: 'stdout' | 'stderr', text: string): void {
    if (!this.#open) return;
    this.#touched();
    const room = MOST_OUTPUT - this[stream].length;
    if (text.length > room) this.truncated = true;
    this[stream] += text.slice(0, Math.max(0, room));
  }

  /** What comes after main has returned would never have been printed. */
  close(): void {
    this.#touched();
    this.#open = false;
  }
}

export interface EnvironmentOptions {
  readonly scheduler: ControlledScheduler;
  readonly random: Random;
  readonly output: Output;
  /** The program called `process.exit`. */
  readonly exited: (code: number) => void;
  /** A callback of a microtask or a tick threw. */
  readonly threw: (error: unknown) => void;
}

/** The modules a program imports from outside, loaded once for all its schedules. */
export async function modulesFor(program: LoadedProgram): Promise<ReadonlyMap<string, unknown>> {
  return platformModules(program);
}

/**
 * What a program sees of the platform under one schedule: clocks and timers on virtual time, randomness from the seed, output captured.
 * The rest of the platform is as it is.
 */
export function environment(program: LoadedProgram, modules: ReadonlyMap<string, unknown>, options: EnvironmentOptions): Environment {
  // Whoever imports from the platform may get at all of it.
  const importsPlatform = program.imports.some((name) => name.includes('node:'));
  const globals = virtualGlobals(options, (name) => importsPlatform || program.mentions(name));
  if (!importsPlatform) return { globals, modules: (name) => modules.get(name) };
  const replaced = virtualModules(globals, modules, options.random);
  return { globals, modules: (name) => replaced.get(name) ?? modules.get(name) };
}

/** The globals that the program uses: to make all of them for every schedule would take longer than many a schedule. */
function virtualGlobals({ scheduler, random, output, exited, threw }: EnvironmentOptions, uses: (name: string) => boolean): Record<string, unknown> {
  const streams = lazily(() => ({ stdout: stream(output, 'stdout'), stderr: stream(output, 'stderr') }));
  const timers = lazily(() => virtualTimers(threw));
  const guarded = (callback: (...args: unknown[]) => unknown) => (...args: unknown[]): void => {
    try {
      callback(...args);
    } catch (error) {
      threw(error);
    }
  };
  const makers: Readonly<Record<string, () => unknown>> = {
    ...Object.fromEntries(timerNames.map((name) => [name, () => timers()[name]])),
    queueMicrotask: () => (callback: () => unknown) => queueMicrotask(guarded(callback)),
    console: () => virtualConsole(streams(), scheduler),
    Date: () => virtualDate(scheduler),
    Math: () => Object.create(Math, { random: { value: () => random.fraction() } }) as object,
    performance: () => overlay(performance, { now: () => scheduler.now(), timeOrigin: epoch }),
    process: () => virtualProcess({ streams: streams(), scheduler, exited, guarded }),
    crypto: () => overlay(crypto, randomness(random)),
    AbortSignal: () => virtualAbortSignal(timers().setTimeout),
  };
  const globals: Record<string, unknown> = {};
  for (const name in makers) if (uses(name)) globals[name] = makers[name]?.();
  if (uses('globalThis')) globals['globalThis'] = globals['global'] = virtualGlobalThis(globals);
  return globals;
}

/** Makes something when it is first asked for. */
function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** An object with some members replaced. The others are the object's own, which insists on being called as itself. */
function overlay<T extends object>(original: T, members: object): T {
  const own = new Map<PropertyKey, unknown>(Object.entries(members));
  return new Proxy(original, {
    get: (target, key) => {
      if (own.has(key)) return own.get(key);
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== 'function' || key === 'constructor') return value;
      const bound: unknown = value.bind(target);
      own.set(key, bound);
      return bound;
    },
  });
}

/** What the program sets stays its own. */
function virtualGlobalThis(globals: Record<string, unknown>): object {
  const own = new Map<PropertyKey, unknown>(Object.entries(globals));
  return new Proxy(globalThis, {
    get: (target, key, receiver) => (key === 'globalThis' || key === 'global' ? receiver : own.has(key) ? own.get(key) : Reflect.get(target, key, target)) as unknown,
    has: (target, key) => own.has(key) || Reflect.has(target, key),
    set: (_target, key, value) => {
      own.set(key, value);
      return true;
    },
    defineProperty: (_target, key, { value }) => {
      own.set(key, value);
      return true;
    },
    deleteProperty: (_target, key) => {
      own.delete(key);
      return true;
    },
  });
}

function virtualConsole(streams: { readonly stdout: Stream; readonly stderr: Stream }, scheduler: ControlledScheduler): Console {
  // A console hands its streams callbacks that expect more of them than ours have.
  const quiet = (to: Stream): object => ({ ...to, write: (chunk: unknown) => to.write(chunk) });
  const virtual = new Console({ stdout: quiet(streams.stdout), stderr: quiet(streams.stderr), colorMode: false } as unknown as ConstructorParameters<typeof Console>[0]);
  const started = new Map<string, number>();
  const timeLog = (label = 'default', ...data: unknown[]): void => {
    const since = started.get(label);
    if (since !== undefined) virtual.log(`${label}: ${(scheduler.now() - since).toFixed(3)}ms`, ...data);
  };
  return Object.assign(virtual, {
    time: (label = 'default') => void started.set(label, scheduler.now()),
    timeLog,
    timeEnd: (label = 'default') => {
      timeLog(label);
      started.delete(label);
    },
  });
}

function virtualAbortSignal(later: (callback: () => void, delay?: number) => unknown): typeof AbortSignal {
  const timeout = (delay: number): AbortSignal => {
    const controller = new AbortController();
    later(() => controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')), delay);
    return controller.signal;
  };
  return new Proxy(AbortSignal, { get: (target, key) => (key === 'timeout' ? timeout : Reflect.get(target, key, target)) as unknown });
}

interface Stream {
  write(chunk: unknown, ...rest: unknown[]): boolean;
}

function stream(output: Output, name: 'stdout' | 'stderr'): Stream & Readonly<Record<string, unknown>> {
  return {
    isTTY: false,
    write: (chunk: unknown, ...rest: unknown[]) => {
      output.write(name, typeof chunk === 'string' ? chunk : Buffer.from(chunk as Uint8Array).toString('utf8'));
      const written = rest.at(-1);
      if (typeof written === 'function') process.nextTick(written);
      return true;
    },
    on: () => {},
    once: () => {},
    removeListener: () => {},
    listenerCount: () => 0,
  };
}

function virtualDate(scheduler: ControlledScheduler): DateConstructor {
  const now = (): number => Math.floor(scheduler.wallClock());
  return new Proxy(Date, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as object,
    apply: () => new Date(now()).toString(),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key, target)) as unknown,
  });
}

/** A platform timer on virtual time. Its callback runs as a goroutine, since it is nobody's continuation. */
class VirtualTimeout {
  readonly #arm: () => Timer;
  #timer: Timer;

  constructor(arm: () => Timer) {
    this.#arm = arm;
    this.#timer = arm();
  }

  close(): this {
    this.#timer.stop();
    return this;
  }

  refresh(): this {
    this.#timer.stop();
    this.#timer = this.#arm();
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  hasRef(): boolean {
    return true;
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

const timerNames = ['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate'] as const;

type SetTimer = (callback: (...args: unknown[]) => unknown, delay?: number, ...args: unknown[]) => VirtualTimeout;

function virtualTimers(threw: (error: unknown) => void): { readonly setTimeout: SetTimer } & Record<string, unknown> {
  // What a callback throws, nobody can catch: it ends the process.
  const called = (callback: (...args: unknown[]) => unknown, args: readonly unknown[]) => async () => {
    try {
      await callback(...args);
    } catch (error) {
      if (lastThrown(error) instanceof Goexit) throw error;
      threw(error);
    }
  };
  const once = (name: string) => (callback: (...args: unknown[]) => unknown, delay?: number, ...args: unknown[]) => {
    const { program } = currentGoroutine();
    return new VirtualTimeout(() => program.schedule(atLeastOne(delay), () => void program.spawn(name, 'ordinary', called(callback, args))));
  };
  const setInterval = (callback: (...args: unknown[]) => unknown, delay?: number, ...args: unknown[]) => {
    const { program } = currentGoroutine();
    const timeout: VirtualTimeout = new VirtualTimeout(() => program.schedule(atLeastOne(delay), () => {
      program.spawn('setInterval callback', 'ordinary', called(callback, args));
      timeout.refresh();
    }));
    return timeout;
  };
  const setImmediate = (callback: (...args: unknown[]) => unknown, ...args: unknown[]) => {
    const { program } = currentGoroutine();
    return new VirtualTimeout(() => program.schedule(0, () => void program.spawn('setImmediate callback', 'ordinary', called(callback, args))));
  };
  const clear = (timeout: unknown): void => {
    if (timeout instanceof VirtualTimeout) timeout.close();
  };
  const setTimeout = Object.assign(once('setTimeout callback'), {
    [promisify.custom]: (delay?: number, value?: unknown) => new Promise((resolve) => void setTimeout(() => resolve(value), delay)),
  });
  Object.assign(setImmediate, { [promisify.custom]: (value?: unknown) => new Promise((resolve) => void setImmediate(() => resolve(value))) });
  return { setTimeout, setInterval, setImmediate, clearTimeout: clear, clearInterval: clear, clearImmediate: clear };
}

/** As Node has it: whole milliseconds, and 1 for a delay that is missing, below 1, or too long for Node's timers. */
function atLeastOne(delay: unknown): number {
  const milliseconds = Math.trunc(Number(delay));
  return milliseconds >= 1 && milliseconds < 2 ** 31 ? milliseconds : 1;
}
