// module
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** A small file server on this machine, so that the example needs no network. */
export interface FileServer extends AsyncDisposable {
  readonly origin: string;
  /** The most requests it ever had in hand at once. */
  mostAtOnce(): number;
}

const files: Readonly<Record<string, string>> = {
  '/2024/report.txt': 'last year '.repeat(120),
  '/2025/report.txt': 'this year '.repeat(200),
  '/photo.raw': '\u0007'.repeat(50_000),
};

function answer(request: IncomingMessage, response: ServerResponse): void {
  const path = request.url ?? '/';
  const body = files[path];
  if (path === '/broken.bin') {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('half of it', () => response.destroy()); // the line goes dead
  } else if (body === undefined) {
    response.writeHead(404).end();
  } else {
    response.writeHead(200).end(body);
  }
}

export async function startFileServer(): Promise<FileServer> {
  let inHand = 0;
  let most = 0;
  const server = createServer((request, response) => {
    inHand = inHand + 1;
    most = Math.max(most, inHand);
    setTimeout(() => {
      inHand = inHand - 1;
      answer(request, response);
    }, 30);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mostAtOnce: () => most,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
