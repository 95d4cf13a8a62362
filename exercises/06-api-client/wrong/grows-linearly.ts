import { context, defer, rate, select, semaphore, sync, time, type Context } from 'concurrency-tutor';

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
  readonly #options: ClientOptions;
  readonly #places: semaphore.Weighted;
  readonly #endpoints: readonly { readonly pattern: string; readonly queue: Queue }[];
  readonly #otherwise: Queue;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#places = new semaphore.Weighted(options.concurrency);
    this.#endpoints = options.endpoints.map((endpoint) => ({ pattern: endpoint.pattern, queue: new Queue(endpoint) }));
    this.#otherwise = new Queue(options.otherwise);
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
    const { retries, backoff } = this.#options;
    const endpoint = this.#endpointOf(request.path);
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.#attempt(ctx, endpoint, request);
      if (outcome.response !== undefined && outcome.response.status < 400) return outcome.response;
      const { response, error } = outcome;
      if (attempt > retries || !isWorthRepeating(outcome)) throw new ApiError(request, attempt, response?.status, error);
      const least = Math.min(backoff.first * attempt, backoff.longest);
      await pause(ctx, Math.max(least * (1 + Math.random() / 2), retryAfter(response)));
    }
  }

  /** Sends all requests, together, and gives what became of each, in the order of the requests. */
  async all(ctx: Context, requests: readonly Request[]): Promise<readonly Result[]> {
    const results: Result[] = [];
    const everybody = new sync.WaitGroup();
    for (const [index, request] of requests.entries()) {
      everybody.go(async () => {
        results[index] = await this.request(ctx, request).then(
          (response): Result => ({ ok: true, response }),
          (error: unknown): Result => ({ ok: false, error }),
        );
      });
    }
    await everybody.wait();
    return results;
  }

  #endpointOf(path: string): Queue {
    return this.#endpoints.find(({ pattern }) => fits(pattern, path))?.queue ?? this.#otherwise;
  }

  async #attempt(ctx: Context, queue: Queue, request: Request): Promise<Outcome> {
    await queue.turn(ctx, this.#places);
    using _place = defer(() => this.#places.release(1));
    const [own, cancel] = context.withTimeout(ctx, this.#options.timeout);
    using _cancel = defer(cancel);
    try {
      return { response: await this.#options.transport(request, own) };
    } catch (error) {
      // The caller's end is not the attempt's failure.
      if (ctx.err() !== undefined) throw ctx.err();
      return { error };
    }
  }
}

/** The requests that wait for one bucket, in the order in which they came. */
class Queue {
  /** Only the request at the head looks at the bucket. So a token that it has seen is still there when it has found a place. */
  readonly #head = new semaphore.Weighted(1);
  readonly #bucket: rate.Limiter;

  constructor({ perSecond, burst }: Limit) {
    this.#bucket = new rate.Limiter(perSecond, burst);
  }

  /** Waits for a token and for a place, and takes both at the same moment. */
  async turn(ctx: Context, places: semaphore.Weighted): Promise<void> {
    await this.#head.acquire(ctx, 1);
    using _head = defer(() => this.#head.release(1));
    // Reserve and give back: that only asks how long it takes.
    const reservation = this.#bucket.reserve();
    const wait = reservation.delay();
    reservation.cancel();
    await pause(ctx, wait);
    await places.acquire(ctx, 1);
    this.#bucket.reserve();
  }
}

/** What became of one attempt: an answer, or an error. */
interface Outcome {
  readonly response?: Response;
  readonly error?: unknown;
}

const repeatable: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

function isWorthRepeating({ response }: Outcome): boolean {
  return response === undefined || repeatable.has(response.status);
}

/** What the answer says about how long to wait, in milliseconds. */
function retryAfter(response: Response | undefined): number {
  const value = response?.headers['retry-after'];
  if (value === undefined) return 0;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return seconds * time.Second;
  const date = Date.parse(value);
  return Number.isNaN(date) ? 0 : Math.max(0, date - time.now());
}

/** Throws the context's error if that ends first. */
async function pause(ctx: Context, milliseconds: number): Promise<void> {
  const timer = time.newTimer(milliseconds);
  using _stop = defer(() => timer.stop());
  const event = await select({ late: timer.channel, stop: ctx.done() });
  if (event.case === 'stop') throw ctx.err();
}

function fits(pattern: string, path: string): boolean {
  const [wanted, parts] = [pattern.split('/'), (path.split('?')[0] ?? '').split('/')];
  return wanted.length === parts.length && wanted.every((part, index) => (part.startsWith(':') ? parts[index] !== '' : part === parts[index]));
}
