import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server saw of one part of the API. */
export interface Seen {
  requests: number;
  /** Requests beyond the limit, answered with 429. */
  refused: number;
  /** The most requests at the same time, all parts together. */
  together: number;
}

export interface ApiServer extends AsyncDisposable {
  /** `http://127.0.0.1:` and a port. */
  readonly base: string;
  /** By the first part of the path. */
  readonly seen: ReadonlyMap<string, Seen>;
}

/** Requests a second, and how many at once, by the first part of the path. */
export type ServerLimits = Readonly<Record<string, { readonly perSecond: number; readonly burst: number }>>;

/**
 * An API on this machine, a real HTTP server with limits.
 *
 * - `/items/7` answers at once: `{"item":"7"}`.
 * - `/slow/300` answers after 300 ms.
 * - `/flaky/x` answers 503 twice, then 200; each name counts by itself.
 * - `/broken/x` cuts the connection once, then answers 200.
 * - `/sleepy/x` does not answer at all for the first time, then 200.
 * - `/missing/x` answers 404.
 * - What goes beyond a limit is answered with 429 and `retry-after: 1`.
 */
export async function startApiServer(limits: ServerLimits): Promise<ApiServer> {
  const seen = new Map<string, Seen>();
  const visits = new Map<string, number>();
  const buckets = new Map(Object.entries(limits).map(([part, limit]) => [part, new Bucket(limit.perSecond, limit.burst)]));
  let together = 0;

  const server = createServer((request, response) => {
    const [, part = '', name = ''] = (request.url ?? '').split(/[/?]/);
    const record = seen.get(part) ?? { requests: 0, refused: 0, together: 0 };
    seen.set(part, record);
    record.requests += 1;
    together += 1;
    record.together = Math.max(record.together, together);
    response.once('close', () => { together -= 1; });
    if (buckets.get(part)?.take() === false) {
      record.refused += 1;
      send(response, 429, { error: 'too many requests' }, { 'retry-after': '1' });
      return;
    }
    const visit = (visits.get(`${part}/${name}`) ?? 0) + 1;
    visits.set(`${part}/${name}`, visit);
    answer({ part, name, visit }, request, response);
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${port}`,
    seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => { server.close(resolve); });
    },
  };
}

function answer({ part, name, visit }: { readonly part: string; readonly name: string; readonly visit: number }, request: IncomingMessage, response: ServerResponse): void {
  switch (part) {
    case 'slow': setTimeout(() => send(response, 200, { waited: Number(name) }), Number(name)); return;
    case 'flaky': visit <= 2 ? send(response, 503, { error: 'try again' }) : send(response, 200, { item: name }); return;
    case 'broken': visit === 1 ? request.socket.destroy() : send(response, 200, { item: name }); return;
    case 'sleepy': if (visit > 1) send(response, 200, { item: name }); return;
    case 'missing': send(response, 404, { error: 'no such thing' }); return;
    default: send(response, 200, { item: name });
  }
}

function send(response: ServerResponse, status: number, body: object, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

/** The server's side of a limit. */
class Bucket {
  readonly #perSecond: number;
  readonly #burst: number;
  #tokens: number;
  #at = performance.now();

  constructor(perSecond: number, burst: number) {
    this.#perSecond = perSecond;
    this.#burst = burst;
    this.#tokens = burst;
  }

  take(): boolean {
    const now = performance.now();
    this.#tokens = Math.min(this.#burst, this.#tokens + ((now - this.#at) * this.#perSecond) / 1000);
    this.#at = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
