import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beginning, type Batch, type Checkpoint, type Item } from './parts.ts';

/**
 * What the server does with one request: answers it; refuses it with a status; drops the connection at once, or after 5 s of silence; or
 * does what is asked, and then drops the connection.
 */
export type Mood = 'answers' | 'drops' | 'says nothing' | 'forgets to answer' | { readonly status: number; readonly retryAfter?: number };

export interface Server {
  readonly url: string;
  /** What has been kept. */
  readonly values: readonly unknown[];
  readonly checkpoint: Checkpoint;
  /** When requests came, and what they were: `GET /items?after=0&limit=5`. */
  readonly requests: readonly { readonly at: number; readonly what: string }[];
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * A server on this machine. `GET /items?after=7&limit=20` gives items page by page; `POST /values` keeps a batch, each `idempotency-key` once, and
 * `GET /values` gives the last checkpoint. The moods go for its requests, one after the other; after the last, it answers.
 */
export async function startServer(items: readonly Item[], moods: readonly Mood[] = []): Promise<Server> {
  const state = { values: [] as unknown[], checkpoint: beginning, keys: new Set<string>(), requests: [] as { at: number; what: string }[] };
  const server = createServer((request, response) => {
    const mood = moods[state.requests.length] ?? 'answers';
    state.requests.push({ at: performance.now(), what: `${request.method ?? ''} ${request.url ?? ''}` });
    void answer(request, response, mood).catch(() => response.destroy());
  });
  const answer = async (request: IncomingMessage, response: ServerResponse, mood: Mood): Promise<void> => {
    if (mood === 'says nothing') {
      setTimeout(() => response.destroy(), 5000).unref();
      return;
    }
    if (mood === 'drops') {
      response.destroy();
      return;
    }
    if (typeof mood === 'object') {
      response.writeHead(mood.status, mood.retryAfter === undefined ? {} : { 'retry-after': String(mood.retryAfter) }).end('not now');
      return;
    }
    const body = await bodyOf(request);
    const result = request.method === 'POST' ? keep(request, body) : give(new URL(request.url ?? '/', 'http://server'));
    if (mood === 'forgets to answer') response.destroy();
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
  };
  const keep = (request: IncomingMessage, body: string): object => {
    const key = String(request.headers['idempotency-key']);
    const { values, checkpoint } = JSON.parse(body) as Batch;
    if (!state.keys.has(key)) {
      state.values.push(...values);
      state.checkpoint = checkpoint;
    }
    state.keys.add(key);
    return {};
  };
  const give = ({ pathname, searchParams }: URL): object => {
    if (pathname === '/values') return { checkpoint: state.checkpoint };
    const after = Number(searchParams.get('after'));
    return { items: items.filter(({ position }) => position > after).slice(0, Number(searchParams.get('limit'))) };
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get values() { return state.values; },
    get checkpoint() { return state.checkpoint; },
    get requests() { return state.requests; },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const piece of request) body += String(piece);
  return body;
}
