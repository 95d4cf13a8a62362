import type { Random } from '../strategy/random.ts';

type Module = Readonly<Record<string, unknown>>;
type Later = (callback: () => void, delay?: number) => { close(): void };

/** What modules of the platform are replaced by: the same as the globals, for programs that import them. */
export function virtualModules(globals: Module, original: ReadonlyMap<string, unknown>, random: Random): ReadonlyMap<string, unknown> {
  const replace = (name: string, own: Module): [string, Module] => {
    const whole = { ...(original.get(name) as Module | undefined), ...own };
    return [name, { ...whole, default: { ...(whole['default'] as Module | undefined), ...own } }];
  };
  return new Map<string, unknown>([
    replace('node:timers', Object.fromEntries(Object.entries(globals).filter(([name]) => /^(set|clear)/.test(name)))),
    replace('node:timers/promises', timersPromises(globals['setTimeout'] as Later)),
    replace('node:perf_hooks', { performance: globals['performance'] }),
    replace('node:crypto', { ...randomness(random), webcrypto: globals['crypto'] }),
    ['node:process', globals['process']],
    ['node:console', globals['console']],
  ]);
}

interface SleepOptions {
  readonly signal?: AbortSignal;
}

function timersPromises(later: Later): Module {
  const sleep = <T>(delay?: number, value?: T, { signal }: SleepOptions = {}): Promise<T | undefined> => new Promise((resolve, reject) => {
    const abort = (): void => {
      timer?.close();
      reject(Object.assign(new Error('The operation was aborted', { cause: signal?.reason }), { name: 'AbortError', code: 'ABORT_ERR' }));
    };
    const timer = signal?.aborted ? undefined : later(() => {
      signal?.removeEventListener('abort', abort);
      resolve(value);
    }, delay);
    if (timer) signal?.addEventListener('abort', abort, { once: true });
    else abort();
  });
  const setInterval = async function* <T>(delay?: number, value?: T, options?: SleepOptions): AsyncGenerator<T | undefined> {
    for (;;) yield await sleep(delay, value, options);
  };
  return {
    setTimeout: sleep,
    setImmediate: <T>(value?: T, options?: SleepOptions) => sleep(0, value, options),
    setInterval,
    scheduler: { wait: (delay: number, options?: SleepOptions) => sleep(delay, undefined, options), yield: () => sleep(0) },
  };
}

/** Randomness from the seed, in the forms that `node:crypto` has. */
export function randomness(random: Random): {
  readonly getRandomValues: <T extends ArrayBufferView>(array: T) => T;
  readonly randomUUID: () => string;
  readonly randomBytes: (size: number, callback?: (error: null, bytes: Buffer) => void) => Buffer | undefined;
  readonly randomFillSync: <T extends ArrayBufferView>(array: T) => T;
  readonly randomInt: (min: number, max?: unknown, callback?: unknown) => number | undefined;
} {
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
  const answer = <T>(value: T, callback: unknown): T | undefined => {
    if (typeof callback !== 'function') return value;
    process.nextTick(callback, null, value);
    return undefined;
  };
  return {
    getRandomValues,
    randomUUID,
    randomFillSync: getRandomValues,
    randomBytes: (size, callback) => answer(getRandomValues(Buffer.alloc(size)), callback),
    randomInt: (min, max, callback) => typeof max === 'number'
      ? answer(min + random.below(max - min), callback)
      : answer(random.below(min), max),
  };
}
