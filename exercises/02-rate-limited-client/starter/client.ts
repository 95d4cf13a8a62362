import type { Context } from 'concurrency-tutor';

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
  /** Throws a `RangeError` unless `concurrency` and `burst` are whole numbers of at least 1, `rate` is greater than 0 and finite, and `retries` is a whole number of at least 0. */
  constructor(settings: Settings) {
    notWritten('the constructor of ApiClient', settings);
  }

  /** The answer to a GET, parsed as JSON. */
  async get<T>(ctx: Context, path: string): Promise<T> {
    return notWritten('get', ctx, path);
  }

  /** The answer to a POST with `body` as JSON, parsed as JSON. */
  async post<T>(ctx: Context, path: string, body: unknown): Promise<T> {
    return notWritten('post', ctx, path, body);
  }
}

/** Remove this when you no longer need it. */
function notWritten(what: string, ..._given: readonly unknown[]): never {
  throw new Error(`${what} is not written yet`);
}
