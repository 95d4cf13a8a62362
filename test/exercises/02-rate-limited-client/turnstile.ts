/** A correct client with a turnstile: one request at a time stands in it, and waits for a place and a token there. */
import { chan, context, select, time, type Channel, type Context } from 'concurrency-tutor';

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

export class ApiClient {
  readonly #settings: Settings;
  readonly #turnstile = chan<true>(1, 'turnstile');
  readonly #free: Channel<true>;
  #tokens: number;
  #seen = time.now();

  constructor(settings: Settings) {
    requireSettings(settings);
    this.#settings = settings;
    this.#tokens = settings.burst;
    this.#free = chan<true>(settings.concurrency, 'free');
    for (let i = 0; i < settings.concurrency; i++) this.#free.trySend(true);
  }

  get<T>(ctx: Context, path: string): Promise<T> {
    return this.#send<T>(ctx, { method: 'GET', path });
  }

  post<T>(ctx: Context, path: string, body: unknown): Promise<T> {
    return this.#send<T>(ctx, { method: 'POST', path, body: JSON.stringify(body) });
  }

  async #send<T>(ctx: Context, request: Request, retry = 0): Promise<T> {
    await this.#pass(ctx);
    let failure: ApiError;
    let wish = 0;
    try {
      const response = await this.#attempt(ctx, request);
      if (Math.floor(response.status / 100) === 2) return parse<T>(response.body);
      failure = new ApiError({ kind: 'status', status: response.status, body: response.body });
      wish = retryAfter(response.headers['retry-after']);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      failure = error;
    } finally {
      await this.#free.send(true);
    }
    const { retries, firstWait, longestWait } = this.#settings;
    if (retry >= retries || !mayRepeat(request.method, failure)) throw failure;
    const most = Math.min(longestWait, firstWait * 2 ** retry);
    await sleep(ctx, Math.max(wish, most - (Math.random() * most) / 2));
    return this.#send<T>(ctx, request, retry + 1);
  }

  /** Goes through the turnstile. Afterwards the place and the token are the caller's. */
  async #pass(ctx: Context): Promise<void> {
    const entry = await select({ entered: select.send(this.#turnstile, true), stop: ctx.done() });
    if (entry.case === 'stop') throw ctx.err();
    let hasPlace = false;
    let isThrough = false;
    try {
      const place = await select({ free: this.#free, stop: ctx.done() });
      if (place.case === 'stop') throw ctx.err();
      hasPlace = true;
      for (this.#fill(); this.#tokens < 1; this.#fill()) await sleep(ctx, ((1 - this.#tokens) / this.#settings.rate) * 1000);
      if (ctx.err() !== undefined) throw ctx.err();
      this.#tokens -= 1;
      isThrough = true;
    } finally {
      if (hasPlace && !isThrough) await this.#free.send(true);
      await this.#turnstile.receive();
    }
  }

  #fill(): void {
    const now = time.now();
    this.#tokens = Math.min(this.#settings.burst, this.#tokens + ((now - this.#seen) * this.#settings.rate) / 1000);
    this.#seen = now;
  }

  async #attempt(ctx: Context, request: Request): Promise<Response> {
    const [own, cancel] = context.withTimeoutCause(ctx, this.#settings.timeout, new ApiError({ kind: 'timeout' }));
    try {
      return await this.#settings.transport(own, request);
    } catch (error) {
      throw ctx.err() ?? context.cause(own) ?? new ApiError({ kind: 'network', error });
    } finally {
      cancel();
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
