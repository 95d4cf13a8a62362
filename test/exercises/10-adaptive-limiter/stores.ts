import { sync, time } from 'concurrency-tutor';
import { connect, type Socket } from 'node:net';

/** Keeps a text for each key, for everybody who is connected to it. */
export interface Store {
  /** The text, `undefined` if there is none, and the time of the store's clock in milliseconds. */
  read(key: string): Promise<{ readonly value: string | undefined; readonly now: number }>;
  /**
   * Writes a text, if the present one is still `expected` (`undefined`: if there is none), in one step. `false`: it was not, and nothing has been written. After `keep`
   * milliseconds the text is gone.
   */
  replace(key: string, expected: string | undefined, value: string, keep: number): Promise<boolean>;
}

/** A store for one process. */
export class MemoryStore implements Store {
  readonly #lock = new sync.Mutex();
  readonly #texts = new Map<string, { readonly value: string; readonly until: number }>();

  async read(key: string): Promise<{ readonly value: string | undefined; readonly now: number }> {
    using _lock = await this.#lock.acquire();
    return { value: this.#find(key), now: time.now() };
  }

  async replace(key: string, expected: string | undefined, value: string, keep: number): Promise<boolean> {
    using _lock = await this.#lock.acquire();
    if (this.#find(key) !== expected) return false;
    this.#texts.set(key, { value, until: time.now() + keep });
    return true;
  }

  #find(key: string): string | undefined {
    const found = this.#texts.get(key);
    if (found !== undefined && found.until > time.now()) return found.value;
    this.#texts.delete(key);
    return undefined;
  }
}

const readScript = "local now = redis.call('TIME') local value = redis.call('GET', KEYS[1]) return {value or false, now[1] * 1000 + now[2] / 1000}";
const replaceScript = "local value = redis.call('GET', KEYS[1]) if (value or '') ~= ARGV[1] then return 0 end redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) return 1";

/** A store in Redis, for any number of processes. What is written is never empty. */
export class RedisStore implements Store, Disposable {
  readonly #socket: Socket;
  readonly #answers: { resolve(value: unknown): void; reject(error: Error): void }[] = [];
  #rest = Buffer.alloc(0);

  constructor(port: number) {
    this.#socket = connect(port, '127.0.0.1');
    this.#socket.setNoDelay(true);
    this.#socket.on('data', (bytes) => this.#receive(bytes));
    this.#socket.on('error', (error) => this.#fail(error));
    this.#socket.on('close', () => this.#fail(new Error('the connection to Redis is closed')));
  }

  async read(key: string): Promise<{ readonly value: string | undefined; readonly now: number }> {
    const [value, now] = (await this.#eval(readScript, key)) as [string | null, number];
    return { value: value ?? undefined, now };
  }

  async replace(key: string, expected: string | undefined, value: string, keep: number): Promise<boolean> {
    return (await this.#eval(replaceScript, key, expected ?? '', value, String(Math.max(1, Math.ceil(keep))))) === 1;
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }

  #eval(script: string, key: string, ...args: readonly string[]): Promise<unknown> {
    const parts = ['EVAL', script, '1', key, ...args];
    this.#socket.write(`*${parts.length}\r\n${parts.map((part) => `$${Buffer.byteLength(part)}\r\n${part}\r\n`).join('')}`);
    return new Promise((resolve, reject) => { this.#answers.push({ resolve, reject }); });
  }

  #receive(bytes: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    for (let parsed = parse(this.#rest, 0); parsed !== undefined; parsed = parse(this.#rest, 0)) {
      this.#rest = this.#rest.subarray(parsed.end);
      const waiting = this.#answers.shift();
      if (parsed.value instanceof Error) waiting?.reject(parsed.value);
      else waiting?.resolve(parsed.value);
    }
  }

  #fail(error: Error): void {
    for (const waiting of this.#answers.splice(0)) waiting.reject(error);
  }
}

/** One value in the language of Redis; `undefined` while it is not complete. */
function parse(bytes: Buffer, at: number): { readonly value: unknown; readonly end: number } | undefined {
  const line = bytes.indexOf('\r\n', at);
  if (line < 0) return undefined;
  const text = bytes.toString('utf8', at + 1, line);
  const start = line + 2;
  switch (String.fromCharCode(bytes[at] ?? 0)) {
    case '+': return { value: text, end: start };
    case '-': return { value: new Error(text), end: start };
    case ':': return { value: Number(text), end: start };
    case '$': {
      const length = Number(text);
      if (length < 0) return { value: null, end: start };
      return bytes.length < start + length + 2 ? undefined : { value: bytes.toString('utf8', start, start + length), end: start + length + 2 };
    }
    default: return parseList(bytes, start, Number(text));
  }
}

function parseList(bytes: Buffer, start: number, length: number): { readonly value: unknown; readonly end: number } | undefined {
  const values: unknown[] = [];
  let end = start;
  for (let index = 0; index < length; index += 1) {
    const part = parse(bytes, end);
    if (part === undefined) return undefined;
    values.push(part.value);
    end = part.end;
  }
  return { value: values, end };
}
