// module
import { once } from 'node:events';
import {
  createServer, type IncomingMessage, type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import {
  context, defer, sync, time, type Context,
} from 'concurrency-tutor';
import { requestId, Tasks } from './tasks.ts';

export interface Service {
  readonly url: string;
  /** Takes no new requests, and lets tasks go on until `ctx` ends. */
  shutDown(ctx: Context): Promise<void>;
}

const usualLimit = 30 * time.Second;
const longestLimit = 5 * time.Minute;

type Answer = readonly [status: number, body: unknown];

/** Opens the service on a port; 0 means any that is free. */
export async function openService(
  root: Context, port = 0,
): Promise<Service> {
  const tasks = new Tasks();
  const requests = new sync.WaitGroup();
  const server = createServer((request, response) => {
    requests.go(serve, root, tasks, request, response);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async shutDown(ctx) {
      const closed = once(server, 'close');
      server.close();
      await requests.wait();
      await tasks.shutDown(ctx);
      server.closeAllConnections();
      await closed;
    },
  };
}

/** One request. Its context ends when the answer is sent. */
async function serve(
  root: Context, tasks: Tasks,
  request: IncomingMessage, response: ServerResponse,
): Promise<void> {
  const id = String(request.headers['x-request-id'] ?? '(none)');
  const named = context.withValue(root, requestId, id);
  const [ctx, cancel] = context.withCancel(named);
  using _cancel = defer(cancel);
  response.once('close', cancel); // or when the client has gone
  const [status, body] = await answer(ctx, tasks, request)
    .catch((error: unknown) => [400, String(error)] as const);
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

async function answer(
  ctx: Context, tasks: Tasks, request: IncomingMessage,
): Promise<Answer> {
  const [, what, id = ''] = (request.url ?? '/').split('/');
  switch (`${request.method} ${what}`) {
    case 'POST process': {
      const { orders, limit } = JSON.parse(await text(request));
      const most = Math.min(limit ?? usualLimit, longestLimit);
      return [202, { id: await tasks.start(ctx, orders, most) }];
    }
    case 'GET status': {
      const report = await tasks.report(id);
      return report ? [200, report] : [404, 'no such task'];
    }
    case 'POST cancel':
      return tasks.stop(id, 'cancelled by request')
        ? [202, 'it is to stop']
        : [404, 'no such task at work'];
    default:
      return [404, 'no such page'];
  }
}
