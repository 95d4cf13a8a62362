// module
import { context, defer, time, type Context } from 'concurrency-tutor';
import type { Limits } from './limits.ts';

export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;

  constructor(path: string, status: number, body: string) {
    super(`${path}: ${status}, ${body}`);
    this.status = status;
  }
}

export class ApiClient {
  readonly #url: string;
  readonly #secret: string;
  readonly #limits: Limits;

  constructor(url: string, secret: string, limits: Limits) {
    this.#url = url;
    this.#secret = secret;
    this.#limits = limits;
  }

  /** Waits until it is allowed, and then gets the value at this path. */
  async get(parent: Context, path: string): Promise<unknown> {
    const [, route] = path.split('/'); // /users/7 belongs to users
    await this.#limits.wait(parent, `/${route}`);

    const most = 10 * time.Second; // for the request, not for the wait
    const [ctx, cancel] = context.withTimeout(parent, most);
    using _cancel = defer(cancel);
    const response = await fetch(this.#url + path, {
      headers: { authorization: `Bearer ${this.#secret}` },
      signal: ctx.signal,
    });
    const body = await response.text();
    if (!response.ok) throw new ApiError(path, response.status, body);
    return JSON.parse(body);
  }
}
