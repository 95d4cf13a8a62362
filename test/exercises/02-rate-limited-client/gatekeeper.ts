/** A correct client with a gatekeeper: a goroutine that lives as long as somebody waits, and lets in who is next. */
import { chan, context, go, select, sync, time, type Channel, type Context } from 'concurrency-tutor';

/** One message to the server. */
export interface Request {
  readonly method: 'GET' | 'POST';
  /** Begins with `/`. */
  readonly path: string;
  /** JSON; GET has none. */
  readonly body?: string;
}

/** What the server answered. */
export interface Response {
  readonly status: number;
  /** The names are in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Sends a request and gives the answer, whatever its status. Throws when there was no answer. It ends soon after `ctx` has ended, and then throws.
 * `http.ts` has one for real servers; a program may make one up.
 */
export type Transport = (ctx: Context, request: Request) => Promise<Response>;

/** All times are in milliseconds. */
export interface Settings {
  readonly transport: Transport;
  /** How many attempts may be going on at the same time. */
  readonly concurrency: number;
  /** Tokens that come into the bucket in each second, evenly. */
  readonly rate: number;
  /** How many tokens the bucket holds. It is full in the beginning. */
  readonly burst: number;
  /** How often a request may be tried again. */
  readonly retries: number;
  /** How long the wait before the first retry is; each further one is twice as long. */
  readonly firstWait: number;
  /** The longest such wait. */
  readonly longestWait: number;
  /** How long one attempt may take. */
  readonly timeout: number;
}

/** Why a request failed. */
export type Reason =
  /** The last answer had a status outside 200 to 299. */
  | { readonly kind: 'status'; readonly status: number; readonly body: string }
  /** The last attempt took longer than `timeout`. */
  | { readonly kind: 'timeout' }
  /** The transport threw `error`, and no context had ended. */
  | { readonly kind: 'network'; readonly error: unknown }
  /** The answer was good, but is not JSON. */
  | { readonly kind: 'not JSON'; readonly body: string };

/** Thrown when a request has failed for good. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(`The request failed: ${reason.kind === 'status' ? `status ${reason.status}` : reason.kind}.`);
    this.reason = reason;
  }
}

interface Waiter {
  readonly admitted: Channel<never>;
}

class Gate {
  readonly #limits: Pick<Settings, 'concurrency' | 'rate' | 'burst'>;
  readonly #lock = new sync.Mutex('gate');
  readonly #changed = chan<true>(1, 'changed');
  #waiting: Waiter[] = [];
  #inside = 0;
  #tokens: number;
  #seen = time.now();
  #isKept = false;

  constructor(limits: Pick<Settings, 'concurrency' | 'rate' | 'burst'>) {
    this.#limits = limits;
    this.#tokens = limits.burst;
  }

  async enter(ctx: Context): Promise<void> {
    const waiter = { admitted: chan<never>(0, 'admitted') };
    await this.#lock.lock();
    this.#waiting.push(waiter);
    if (!this.#isKept) {
      this.#isKept = true;
      go(() => this.#keep());
    }
    this.#lock.unlock();
    await select({ admitted: waiter.admitted, stop: ctx.done() });
    const over = ctx.err();
    if (over === undefined) return;
    await this.#giveUp(waiter);
    throw over;
  }

  async leave(): Promise<void> {
    using _locked = await this.#lock.acquire();
    this.#inside -= 1;
    this.#changed.trySend(true);
  }

  async #giveUp(waiter: Waiter): Promise<void> {
    using _locked = await this.#lock.acquire();
    if (this.#waiting.includes(waiter)) {
      this.#waiting = this.#waiting.filter((one) => one !== waiter);
    } else {
      this.#inside -= 1;
      this.#tokens += 1;
    }
    this.#changed.trySend(true);
  }

  async #keep(): Promise<void> {
    for (;;) {
      await this.#lock.lock();
      this.#fill();
      while (this.#tokens >= 1 && this.#inside < this.#limits.concurrency) {
        const next = this.#waiting.shift();
        if (next === undefined) break;
        this.#tokens -= 1;
        this.#inside += 1;
        next.admitted.close();
      }
      if (this.#waiting.length === 0) {
        this.#isKept = false;
        this.#lock.unlock();
        return;
      }
      const isFull = this.#inside >= this.#limits.concurrency;
      const timer = time.newTimer(((1 - this.#tokens) / this.#limits.rate) * 1000);
      this.#lock.unlock();
      await select({ changed: this.#changed, token: isFull ? null : timer.channel });
      timer.stop();
    }
  }

  #fill(): void {
    const now = time.now();
    this.#tokens = Math.min(this.#limits.burst, this.#tokens + ((now - this.#seen) * this.#limits.rate) / 1000);
    this.#seen = now;
  }
}

export class ApiClient {
  readonly #settings: Settings;
  readonly #gate: Gate;

  constructor(settings: Settings) {
    requireSettings(settings);
    this.#settings = settings;
    this.#gate = new Gate(settings);
  }

  async get<T>(ctx: Context, path: string): Promise<T> {
    return parse<T>(await this.#insist(ctx, { method: 'GET', path }));
  }

  async post<T>(ctx: Context, path: string, body: unknown): Promise<T> {
    return parse<T>(await this.#insist(ctx, { method: 'POST', path, body: JSON.stringify(body) }));
  }

  async #insist(ctx: Context, request: Request): Promise<string> {
    let whole = this.#settings.firstWait;
    for (let left = this.#settings.retries; ; left--) {
      const [failure, wish, body] = await this.#once(ctx, request);
      if (failure === undefined) return body;
      if (left === 0 || !mayRepeat(request.method, failure)) throw failure;
      whole = Math.min(whole, this.#settings.longestWait);
      await sleep(ctx, Math.max(wish, whole * (1 - Math.random() / 2)));
      whole *= 2;
    }
  }

  async #once(ctx: Context, request: Request): Promise<[failure: ApiError | undefined, wish: number, body: string]> {
    await this.#gate.enter(ctx);
    const [own, cancel] = context.withTimeout(ctx, this.#settings.timeout);
    try {
      const { status, headers, body } = await this.#settings.transport(own, request);
      const isGood = status >= 200 && status < 300;
      return [isGood ? undefined : new ApiError({ kind: 'status', status, body }), retryAfter(headers['retry-after']), body];
    } catch (error) {
      const over = ctx.err();
      if (over !== undefined) throw over;
      return [new ApiError(own.err() === undefined ? { kind: 'network', error } : { kind: 'timeout' }), 0, ''];
    } finally {
      cancel();
      await this.#gate.leave();
    }
  }
}

function requireSettings({ concurrency, rate, burst, retries }: Settings): void {
  const isWhole = (number: number, least: number): boolean => Number.isInteger(number) && number >= least;
  if (!isWhole(concurrency, 1)) throw new RangeError(`concurrency must be a whole number of at least 1, not ${concurrency}`);
  if (!isWhole(burst, 1)) throw new RangeError(`burst must be a whole number of at least 1, not ${burst}`);
  if (!isWhole(retries, 0)) throw new RangeError(`retries must be a whole number of at least 0, not ${retries}`);
  if (!(rate > 0) || !Number.isFinite(rate)) throw new RangeError(`rate must be greater than 0, not ${rate}`);
}

/** Whether the server can be asked again: it has not done it, or doing it twice does no harm. */
function mayRepeat(method: Request['method'], { reason }: ApiError): boolean {
  switch (reason.kind) {
    case 'status': return reason.status === 429 || reason.status === 503 || (method === 'GET' && [500, 502, 504].includes(reason.status));
    case 'timeout':
    case 'network': return method === 'GET';
    case 'not JSON': return false;
  }
}

/** The server's own wish in milliseconds: a number of seconds, or a date. */
function retryAfter(header: string | undefined): number {
  if (header === undefined) return 0;
  if (/^\d+$/.test(header.trim())) return Number(header) * time.Second;
  const date = Date.parse(header);
  return Number.isNaN(date) ? 0 : Math.max(0, date - Date.now());
}

function parse<T>(body: string): T {
  try {
    return JSON.parse(body) as T;
  } catch {
    throw new ApiError({ kind: 'not JSON', body });
  }
}

async function sleep(ctx: Context, duration: number): Promise<void> {
  const timer = time.newTimer(duration);
  const event = await select({ over: timer.channel, stop: ctx.done() });
  timer.stop();
  if (event.case === 'stop') throw ctx.err();
}
