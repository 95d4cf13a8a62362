import type { Context } from 'concurrency-tutor';

/** What is sent. */
export interface Request {
  /** From the slash on, with the query if there is one: `/users/7?full=1`. */
  readonly path: string;
  readonly method?: string;
  readonly body?: string;
}

/** What comes back. */
export interface Response {
  readonly status: number;
  /** Names are in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Sends one request, once, and gives the answer, whatever its status. Throws when there is no answer: the network failed, or `ctx`
 * ended first. It stops soon after `ctx` has ended. `http.ts` has one for real servers; the checks mostly use one of their own.
 */
export type Transport = (request: Request, ctx: Context) => Promise<Response>;

/** A token bucket: it holds `burst` tokens, is full at first, and gets `perSecond` new ones a second, evenly. */
export interface Limit {
  /** More than 0; may be a fraction. */
  readonly perSecond: number;
  /** At least 1. */
  readonly burst: number;
}

/** Part of an API that has a limit of its own. */
export interface Endpoint extends Limit {
  /** `/users/:id` stands for `/users/7`, and not for `/users` or `/users/7/posts`: a part with a colon is any one part. */
  readonly pattern: string;
}

export interface ClientOptions {
  readonly transport: Transport;
  /** The first whose pattern fits the path, without its query, is the one that counts. Each has a bucket. */
  readonly endpoints: readonly Endpoint[];
  /** One bucket for all requests that fit no endpoint. */
  readonly otherwise: Limit;
  /** How many attempts may be under way at the same time, all endpoints together. */
  readonly concurrency: number;
  /** How long one attempt may take, in milliseconds. */
  readonly timeout: number;
  /** How often a request is tried again after its first attempt. */
  readonly retries: number;
  /** How long to wait before an attempt is repeated, in milliseconds: `first`, then twice that, four times that …, but never more than `longest`. */
  readonly backoff: { readonly first: number; readonly longest: number };
}

/** A request that got no good answer. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly request: Request;
  /** How many attempts there were. */
  readonly attempts: number;
  /** The status of the last answer; `undefined` when the last attempt got none. */
  readonly status: number | undefined;

  /** @param cause what the transport threw, when the last attempt got no answer */
  constructor(request: Request, attempts: number, status: number | undefined, cause?: unknown) {
    super(`${request.path}: ${status === undefined ? 'no answer' : `status ${status}`} after ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`, { cause });
    this.request = request;
    this.attempts = attempts;
    this.status = status;
  }
}

export type Result =
  | { readonly ok: true; readonly response: Response }
  | { readonly ok: false; readonly error: unknown };

/**
 * A client for an API with limits. Any number of goroutines may use it at the same time.
 * It has no end: when no request is under way, it has no goroutine and no timer.
 */
export class ApiClient {
  constructor(options: ClientOptions) {
    notWritten('the constructor of ApiClient', options);
  }

  /**
   * Sends a request, as often as it takes, and gives the first good answer, one with a status below 400.
   *
   * - An attempt begins when its endpoint's bucket has a token and fewer than `concurrency` attempts are under way; it takes the token at that
   *   moment. Repeated attempts need tokens, too. Whatever a request waits for, it takes neither a token nor one of the `concurrency` places
   *   while it waits.
   * - An attempt is repeated when the transport threw, when it took longer than `timeout` (its context then ends), and after the statuses
   *   429, 500, 502, 503 and 504. Before that, the request waits: at least as long as `backoff` says, and at most twice as long. If the
   *   answer has a header `retry-after`, it waits at least as long as that says, and no longer than the larger of that and the other wait,
   *   doubled. The header holds seconds, or a date as in `Thu, 01 Jan 2026 00:00:10 GMT`.
   * - When no retries are left, or after any other status, it throws an `ApiError`.
   * - When `ctx` ends, it throws `ctx.err()` soon, whatever it is waiting for, and begins no other attempt. It may throw
   *   `context.DeadlineExceeded` earlier if the deadline leaves no time for another attempt.
   */
  async request(ctx: Context, request: Request): Promise<Response> {
    return notWritten('request', ctx, request);
  }

  /** Sends all requests, together, and gives what became of each, in the order of the requests. */
  async all(ctx: Context, requests: readonly Request[]): Promise<readonly Result[]> {
    return notWritten('all', ctx, requests);
  }
}

/** Remove this when you no longer need it. */
function notWritten(what: string, ..._given: readonly unknown[]): never {
  throw new Error(`${what} is not written yet`);
}
