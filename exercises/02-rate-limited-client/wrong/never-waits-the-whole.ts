import { context, rate, select, semaphore, time, type Context } from 'concurrency-tutor';

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

/** What a layer makes of a request: a good answer. Everything else is thrown, in a form that the layer above understands. */
type Sender = (ctx: Context, request: Request) => Promise<Response>;

/** An answer with another status: the layers need its headers. */
class BadStatus extends Error {
  readonly response: Response;

  constructor(response: Response) {
    super(`status ${response.status}`);
    this.response = response;
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
  readonly #send: Sender;

  /** Throws a `RangeError` unless `concurrency` and `burst` are whole numbers of at least 1, `rate` is greater than 0 and finite, and `retries` is a whole number of at least 0. */
  constructor(settings: Settings) {
    requireSettings(settings);
    this.#send = retrying(settings, limited(settings, timed(settings, settings.transport)));
  }

  /** The answer to a GET, parsed as JSON. */
  async get<T>(ctx: Context, path: string): Promise<T> {
    return parse<T>((await this.#send(ctx, { method: 'GET', path })).body);
  }

  /** The answer to a POST with `body` as JSON, parsed as JSON. */
  async post<T>(ctx: Context, path: string, body: unknown): Promise<T> {
    return parse<T>((await this.#send(ctx, { method: 'POST', path, body: JSON.stringify(body) })).body);
  }
}

/** Gives an attempt its time, and tells apart how it failed. */
function timed({ timeout }: Settings, send: Transport): Sender {
  return async (ctx, request) => {
    const [attempt, cancel] = context.withTimeout(ctx, timeout);
    try {
      const response = await send(attempt, request);
      if (response.status < 200 || response.status > 299) throw new BadStatus(response);
      return response;
    } catch (error) {
      if (error instanceof BadStatus) throw error;
      const over = ctx.err();
      if (over !== undefined) throw over;
      throw new ApiError(attempt.err() === undefined ? { kind: 'network', error } : { kind: 'timeout' });
    } finally {
      cancel();
    }
  };
}

/** Lets an attempt begin when there is a place for it, and then a token. */
function limited({ concurrency, rate: perSecond, burst }: Settings, send: Sender): Sender {
  const places = new semaphore.Weighted(concurrency, 'places');
  const tokens = new TokenQueue(new rate.Limiter(perSecond, burst));
  return async (ctx, request) => {
    using _place = await places.hold(ctx);
    await tokens.take(ctx);
    return await send(ctx, request);
  };
}

/**
 * Lets one request at a time wait for the limiter. It sets a token aside for each that waits, and cannot always take them back when
 * several give up; one alone it can.
 */
class TokenQueue {
  readonly #limiter: rate.Limiter;
  readonly #turn = new semaphore.Weighted(1, 'turn');

  constructor(limiter: rate.Limiter) {
    this.#limiter = limiter;
  }

  async take(ctx: Context): Promise<void> {
    using _turn = await this.#turn.hold(ctx);
    await this.#limiter.wait(ctx).catch((error: unknown) => {
      // The limiter knows when a deadline cannot be met, and does not wait for it.
      throw error instanceof rate.WaitError ? context.DeadlineExceeded : error;
    });
  }
}

function retrying({ retries, firstWait, longestWait }: Settings, send: Sender): Sender {
  const again = async (ctx: Context, request: Request, left: number, whole: number): Promise<Response> => {
    try {
      return await send(ctx, request);
    } catch (error) {
      const failure = failureOf(error);
      if (failure === undefined) throw error;
      if (left === 0 || !mayRepeat(request.method, failure)) throw failure;
      const wish = error instanceof BadStatus ? retryAfter(error.response.headers['retry-after']) : 0;
      await sleep(ctx, Math.max(wish, whole / 2 + (Math.random() * whole) / 3));
    }
    return again(ctx, request, left - 1, Math.min(longestWait, whole * 2));
  };
  return (ctx, request) => again(ctx, request, retries, Math.min(longestWait, firstWait));
}

/** What is no failure of the request, such as the end of its context, is `undefined`. */
function failureOf(error: unknown): ApiError | undefined {
  if (error instanceof BadStatus) return new ApiError({ kind: 'status', status: error.response.status, body: error.response.body });
  return error instanceof ApiError ? error : undefined;
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
