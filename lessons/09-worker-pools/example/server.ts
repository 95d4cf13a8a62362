// module
import { once } from 'node:events';
import {
  createServer, type IncomingMessage, type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { sync, type Context } from 'concurrency-tutor';
import type { JobPool } from './pool.ts';

export interface Server {
  readonly url: string;
  /** Takes no more requests, and waits for those that are there. */
  close(): Promise<void>;
}

type Answer = readonly [status: number, body: string];

export async function openServer(
  root: Context, pool: JobPool, port: number,
): Promise<Server> {
  const requests = new sync.WaitGroup();
  const server = createServer((request, response) => {
    requests.go(serve, root, pool, request, response);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      await requests.wait();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function serve(
  root: Context, pool: JobPool,
  request: IncomingMessage, response: ServerResponse,
): Promise<void> {
  const [status, body] = await answer(root, pool, request)
    .catch((error: unknown): Answer => [400, String(error)]);
  response.writeHead(status, { 'content-type': 'text/plain' });
  response.end(body);
}

async function answer(
  root: Context, pool: JobPool, request: IncomingMessage,
): Promise<Answer> {
  const [, api, jobs, id = ''] = (request.url ?? '/').split('/');
  if (api !== 'api' || jobs !== 'jobs') return [404, 'no such page'];
  switch (request.method) {
    case 'POST': {
      // The job outlives the request, so it gets the server's context.
      const taken = pool.submit(root, JSON.parse(await text(request)));
      if (taken === 'full') return [503, 'busy, try later'];
      if (taken === 'stopping') return [503, 'the server stops'];
      return [202, taken.id];
    }
    case 'GET':
      return [501, 'results are not kept'];
    case 'DELETE':
      return pool.cancel(id, 'cancelled by request')
        ? [202, 'asked to stop']
        : [404, 'no such job'];
    default:
      return [405, 'POST, GET or DELETE'];
  }
}
