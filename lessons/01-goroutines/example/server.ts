// module
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sync, time } from 'concurrency-tutor';

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface RunningServer {
  readonly port: number;
  /** Takes no new requests, waits for those at work, closes the server. */
  stop(): Promise<void>;
}

/** Starts the server. Throws when the port is taken. */
export async function startServer(port: number): Promise<RunningServer> {
  const atWork = new sync.WaitGroup();
  const answer = recovering(handle);

  const server = createServer((request, response) => {
    atWork.go(answer, request, response); // one goroutine per request
  });
  server.requestTimeout = 5 * time.Second; // a client that never finishes its request is cut off
  server.maxConnections = 1000;            // more than that are turned away

  server.listen(port, '127.0.0.1');
  await once(server, 'listening'); // throws if the server reports an error instead

  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      await atWork.wait();
      server.closeAllConnections(); // connections kept open for a next request
      await closed;
    },
  };
}

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url === '/broken') throw new Error('no such table');
  response.write(`begun ${request.url}\n`);
  await time.sleep(100); // stands for a database or another service
  response.end(`done ${new Date().toISOString()}\n`);
}

/** The same handler, but a failure answers 500 and ends this request only. */
function recovering(handler: Handler): Handler {
  return async (request, response) => {
    try {
      await handler(request, response);
    } catch (error) {
      console.log('failed:', request.url, '-', error instanceof Error ? error.message : error);
      if (response.headersSent) {
        response.destroy(); // too late for a status: break the connection off
        return;
      }
      response.writeHead(500).end('internal error\n');
    }
  };
}
