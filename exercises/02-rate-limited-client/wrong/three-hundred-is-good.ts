import { chan, context, select, sync, time, type Channel, type Context } from 'concurrency-tutor';

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

/**
 * A client that is polite to its server and patient with it. Its methods may be called by any number of goroutines.
 *
 * Every attempt, a retry too, takes one token when it begins. A request that gives up while it waits for its attempt takes none.
 *
 * An attempt is repeated, as long as retries are left, when
 * - the answer has status 429 or 503: the server has not done what was asked;
 * - for GET only: the answer has status 500, 502 or 504, the attempt took longer than `timeout`, or the transport threw. A POST may have been
 *   carried out then, and doing it twice could do harm.
 *
 * The wait before retry number k is chosen at random, evenly, between half of `w` and `w`; `w` is `firstWait` doubled k − 1 times, and at most
 * `longestWait`. If the answer has a header `retry-after`, the wait is at least as long as that says: a number of seconds, or a date. A
 * request that waits for its retry is no attempt: others may go on meanwhile.
 *
 * When `ctx` ends, the methods throw `ctx.err()`, wherever they are; an attempt that is going on is cancelled and waited for. If the context has a deadline that
 * cannot be met, they may throw `context.DeadlineExceeded` earlier. Otherwise they throw an `ApiError`.
 */
export class ApiClient {
  readonly #settings: Settings;
  readonly #bucket: TokenBucket;
  /** Holds as many values as there are attempts going on. */
  readonly #places: Channel<true>;

  /** Throws a `RangeError` unless `concurrency` and `burst` are whole numbers of at least 1, `rate` is greater than 0 and finite, and `retries` is a whole number of at least 0. */
  constructor(settings: Settings) {
    requireSettings(settings);
    this.#settings = settings;
    this.#bucket = new TokenBucket(settings.rate, settings.burst);
    this.#places = chan<true>(settings.concurrency, 'places');
  }

  /** The answer to a GET, parsed as JSON. */
  async get<T>(ctx: Context, path: string): Promise<T> {
    return parse<T>(await this.#send(ctx, { method: 'GET', path }));
  }

  /** The answer to a POST with `body` as JSON, parsed as JSON. */
  async post<T>(ctx: Context, path: string, body: unknown): Promise<T> {
    return parse<T>(await this.#send(ctx, { method: 'POST', path, body: JSON.stringify(body) }));
  }

  /** The body of the first good answer. */
  async #send(ctx: Context, request: Request): Promise<string> {
    const { retries } = this.#settings;
    for (let retry = 1; ; retry++) {
      const answer = await this.#attempt(ctx, request);
      if (!(answer instanceof ApiError) && answer.status >= 200 && answer.status <= 300) return answer.body;
      const failure = answer instanceof ApiError ? answer : new ApiError({ kind: 'status', status: answer.status, body: answer.body });
      if (retry > retries || !mayRepeat(request.method, failure)) throw failure;
      const wish = answer instanceof ApiError ? 0 : retryAfter(answer.headers['retry-after']);
      await sleep(ctx, Math.max(wish, this.#backoff(retry)));
    }
  }

  #backoff(retry: number): number {
    const { firstWait, longestWait } = this.#settings;
    const whole = Math.min(longestWait, firstWait * 2 ** (retry - 1));
    return whole * (0.5 + Math.random() / 2);
  }

  /** A place first, a token last: a token that was taken is used at once. */
  async #attempt(ctx: Context, request: Request): Promise<Response | ApiError> {
    const { transport, timeout } = this.#settings;
    const event = await select({ entered: select.send(this.#places, true), stop: ctx.done() });
    if (event.case === 'stop') throw ctx.err();
    try {
      await this.#bucket.take(ctx);
      const [attempt, cancel] = context.withTimeout(ctx, timeout);
      try {
        return await transport(attempt, request);
      } catch (error) {
        if (ctx.err() !== undefined) throw ctx.err();
        return new ApiError(attempt.err() === undefined ? { kind: 'network', error } : { kind: 'timeout' });
      } finally {
        cancel();
      }
    } finally {
      await this.#places.receive();
    }
  }
}

/** Fills by the clock: whoever wants a token reckons how many have come since the last look. Nothing runs in between. */
class TokenBucket {
  readonly #perMillisecond: number;
  readonly #burst: number;
  readonly #lock = new sync.Mutex('bucket');
  /** Below zero: so many have been promised to those who wait. */
  #tokens: number;
  #filled = time.now();

  constructor(rate: number, burst: number) {
    this.#perMillisecond = rate / time.Second;
    this.#burst = burst;
    this.#tokens = burst;
  }

  /** Takes a token, waiting until there is one. When `ctx` ends first, it takes none. */
  async take(ctx: Context): Promise<void> {
    const wait = await this.#change(-1);
    try {
      if (ctx.err() !== undefined) throw ctx.err();
      if (wait > 0) await sleep(ctx, wait);
    } catch (error) {
      await this.#change(1);
      throw error;
    }
  }

  /** Gives how long it takes until there is no debt any more. */
  async #change(tokens: number): Promise<number> {
    using _locked = await this.#lock.acquire();
    const now = time.now();
    this.#tokens = Math.min(this.#burst, this.#tokens + (now - this.#filled) * this.#perMillisecond) + tokens;
    this.#filled = now;
    return Math.max(0, -this.#tokens / this.#perMillisecond);
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
