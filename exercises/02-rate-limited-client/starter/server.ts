/** A real server on this machine to try your client on, ready to use. You need not change this file. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ServerSettings {
  /** Requests per second; what is more is answered with 429 and a header `retry-after`. */
  readonly rate: number;
  /** How many requests may come at once. */
  readonly burst: number;
  /** How long an answer takes, in milliseconds. */
  readonly takes: number;
}

/** One request as the server saw it. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Milliseconds since the server was started. */
  readonly at: number;
}

/** What it answers, by the beginning of the path: `/items/…` well, `/shaky/…` well every third time, `/slow/…` never. POST to `/orders` answers with what was sent. */
export class Server implements AsyncDisposable {
  readonly url: string;
  readonly seen: Seen[] = [];
  /** How many requests were being answered at the same time, at most. */
  mostAtOnce = 0;
  #now = 0;
  readonly #close: () => Promise<void>;

  private constructor(url: string, close: () => Promise<void>) {
    this.url = url;
    this.#close = close;
  }

  static async start(settings: ServerSettings): Promise<Server> {
    const http = createServer();
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    const server = new Server(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, async () => {
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    });
    const clerk = new Clerk(settings);
    http.on('request', (request, response) => void server.#answer(clerk, request, response));
    return server;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#close();
  }

  async #answer(clerk: Clerk, request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.#now);
    response.on('close', () => void this.#now--);
    const { method = '', url = '' } = request;
    let sent = '';
    for await (const piece of request) sent += String(piece);
    const answer = clerk.decide(method, url, sent);
    this.seen.push({ method, path: url, status: answer.status, at: clerk.elapsed() });
    await sleep(answer.takes);
    response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers }).end(answer.body);
  }
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  readonly takes: number;
}

/** Decides what to answer. */
class Clerk {
  readonly #settings: ServerSettings;
  readonly #began = performance.now();
  readonly #asked = new Map<string, number>();
  #tokens: number;
  #filled = 0;

  constructor(settings: ServerSettings) {
    this.#settings = settings;
    this.#tokens = settings.burst;
  }

  elapsed(): number {
    return performance.now() - this.#began;
  }

  decide(method: string, path: string, sent: string): Answer {
    const { takes } = this.#settings;
    if (!this.#takeToken()) return { status: 429, headers: { 'retry-after': '1' }, body: '{"error":"too many requests"}', takes: 0 };
    const times = (this.#asked.get(path) ?? 0) + 1;
    this.#asked.set(path, times);
    if (method === 'POST' && path === '/orders') return { status: 201, body: sent, takes };
    if (path.startsWith('/items/')) return { status: 200, body: JSON.stringify({ id: path.slice('/items/'.length), times }), takes };
    if (path.startsWith('/shaky/')) return times % 3 === 0 ? { status: 200, body: JSON.stringify({ id: path.slice('/shaky/'.length), times }), takes } : { status: 503, body: '{"error":"try again"}', takes };
    if (path.startsWith('/slow/')) return { status: 200, body: '{}', takes: 60_000 };
    return { status: 404, body: '{"error":"nothing here"}', takes };
  }

  #takeToken(): boolean {
    const { rate, burst } = this.#settings;
    const now = this.elapsed();
    this.#tokens = Math.min(burst, this.#tokens + ((now - this.#filled) / 1000) * rate);
    this.#filled = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
