import { Console } from 'node:console';
import { inspect } from 'node:util';
import { platformModules, type Environment, type LoadedProgram } from '../loader/index.ts';
import { currentGoroutine } from '../runtime/program.ts';
import type { Timer } from '../runtime/scheduler.ts';
import type { ControlledScheduler } from './controlled-scheduler.ts';
import type { Random } from './random.ts';
import { epoch } from './virtual-clock.ts';

/** The most output one schedule keeps, in characters. */
const MOST_OUTPUT = 256 * 1024;

/** What a program printed. */
export class Output {
  stdout = '';
  stderr = '';
  truncated = false;
  #open = true;

  write(stream: 'stdout' | 'stderr', text: string): void {
    if (!this.#open) return;
    const room = MOST_OUTPUT - this[stream].length;
    if (text.length > room) this.truncated = true;
    this[stream] += text.slice(0, Math.max(0, room));
  }

  /** What comes after main has returned would never have been printed. */
  close(): void {
    this.#open = false;
  }
}

/** Raised by `process.exit` inside an explored program. */
export class Exit extends Error {
  override readonly name = 'Exit';
  readonly code: number;

  constructor(code: number) {
    super(`process.exit(${code})`);
    this.code = code;
  }
}

export interface EnvironmentOptions {
  readonly scheduler: ControlledScheduler;
  readonly random: Random;
  readonly output: Output;
  /** The program called `process.exit`. */
  readonly exited: (code: number) => void;
}

/** The modules a program imports from outside, loaded once for all its schedules. */
export async function modulesFor(program: LoadedProgram): Promise<ReadonlyMap<string, unknown>> {
  return platformModules(program);
}

/**
 * What a program sees of the platform under one schedule: clocks and timers on virtual time, randomness from the seed, output captured.
 * The rest of the platform is as it is.
 */
export function environment(modules: ReadonlyMap<string, unknown>, options: EnvironmentOptions): Environment {
  const globals = virtualGlobals(options);
  const replaced = virtualModules(globals);
  return { globals, modules: (name) => replaced.get(name) ?? modules.get(name) };
}

function virtualGlobals({ scheduler, random, output, exited }: EnvironmentOptions): Record<string, unknown> {
  const streams = { stdout: stream(output, 'stdout'), stderr: stream(output, 'stderr') };
  const globals: Record<string, unknown> = {
    ...virtualTimers(),
    console: new Console({ ...streams, colorMode: false } as unknown as ConstructorParameters<typeof Console>[0]),
    Date: virtualDate(scheduler),
    Math: Object.create(Math, { random: { value: () => random.fraction() } }),
    performance: Object.create(performance, { now: { value: () => scheduler.now() }, timeOrigin: { value: epoch } }),
    process: virtualProcess(streams, scheduler, exited),
    crypto: virtualCrypto(random),
  };
  // Defined, not assigned: assigning would go through to the real global's setters.
  globals['globalThis'] = Object.create(globalThis, Object.fromEntries(
    Object.entries(globals).map(([name, value]) => [name, { value, writable: true, configurable: true }])));
  return globals;
}

function stream(output: Output, name: 'stdout' | 'stderr'): object {
  return {
    isTTY: false,
    write: (chunk: unknown) => {
      output.write(name, typeof chunk === 'string' ? chunk : Buffer.from(chunk as Uint8Array).toString('utf8'));
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
  class VirtualDate extends Date {
    constructor(...args: []) {
      if (args.length === 0) super(now());
      else super(...args);
    }
  }
  Object.defineProperty(VirtualDate, 'now', { value: now });
  Object.defineProperty(VirtualDate, 'name', { value: 'Date' });
  return VirtualDate as unknown as DateConstructor;
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

function virtualTimers(): Record<string, unknown> {
  const once = (name: string) => (callback: (...args: unknown[]) => unknown, delay?: number, ...args: unknown[]) => {
    const { program } = currentGoroutine();
    return new VirtualTimeout(() => program.schedule(atLeastOne(delay), () => void program.spawn(name, 'ordinary', () => callback(...args))));
  };
  const setInterval = (callback: (...args: unknown[]) => unknown, delay?: number, ...args: unknown[]) => {
    const { program } = currentGoroutine();
    const timeout: VirtualTimeout = new VirtualTimeout(() => program.schedule(atLeastOne(delay), () => {
      program.spawn('setInterval callback', 'ordinary', () => callback(...args));
      timeout.refresh();
    }));
    return timeout;
  };
  const setImmediate = (callback: (...args: unknown[]) => unknown, ...args: unknown[]) => {
    const { program } = currentGoroutine();
    return new VirtualTimeout(() => program.schedule(0, () => void program.spawn('setImmediate callback', 'ordinary', () => callback(...args))));
  };
  const clear = (timeout: unknown): void => {
    if (timeout instanceof VirtualTimeout) timeout.close();
  };
  return { setTimeout: once('setTimeout callback'), setInterval, setImmediate, clearTimeout: clear, clearInterval: clear, clearImmediate: clear };
}

/** As Node has it: a delay that is missing or below 1 is 1 ms. */
function atLeastOne(delay: number | undefined): number {
  return delay !== undefined && delay >= 1 ? delay : 1;
}

function virtualProcess(streams: object, scheduler: ControlledScheduler, exited: (code: number) => void): object {
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
  return Object.create(process, {
    ...Object.fromEntries(Object.entries(streams).map(([name, value]) => [name, { value }])),
    hrtime: { value: hrtime },
    uptime: { value: () => scheduler.now() / 1e3 },
    exit: { value: exit },
    exitCode: { value: undefined, writable: true },
    [inspect.custom]: { value: () => 'process' },
  }) as object;
}

function virtualCrypto(random: Random): object {
  const getRandomValues = <T extends ArrayBufferView>(array: T): T => {
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    for (let index = 0; index < bytes.length; index++) bytes[index] = random.below(256);
    return array;
  };
  const randomUUID = (): string => {
    const bytes = getRandomValues(new Uint8Array(16));
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    const hex = Buffer.from(bytes).toString('hex');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  };
  return Object.create(crypto, { getRandomValues: { value: getRandomValues }, randomUUID: { value: randomUUID } }) as object;
}

/** The same replacements for programs that import them. */
function virtualModules(globals: Record<string, unknown>): ReadonlyMap<string, unknown> {
  const timers = Object.fromEntries(Object.entries(globals).filter(([name]) => /^(set|clear)/.test(name)));
  const later = globals['setTimeout'] as (callback: () => void, delay?: number) => unknown;
  const sleep = <T>(delay?: number, value?: T): Promise<T | undefined> => new Promise((resolve) => later(() => resolve(value), delay));
  const withDefault = (module: object): object => ({ ...module, default: module });
  return new Map<string, unknown>([
    ['node:timers', withDefault(timers)],
    ['node:timers/promises', withDefault({ setTimeout: sleep, setImmediate: <T>(value?: T) => sleep(0, value), scheduler: { wait: sleep, yield: () => sleep(0) } })],
    ['node:perf_hooks', withDefault({ performance: globals['performance'] })],
    ['node:process', globals['process']],
    ['node:console', globals['console']],
  ]);
}
