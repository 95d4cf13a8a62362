// module
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Api extends AsyncDisposable {
  readonly url: string;
}

/** The service: users and products, for those who know the secret. */
export async function openApi(secret: string): Promise<Api> {
  const server = createServer((request, response) => {
    const [, route, id] = (request.url ?? '/').split('/');
    if (request.headers.authorization !== `Bearer ${secret}`) {
      response.writeHead(401).end('who are you?');
    } else if (route === 'users' && id === '99') {
      response.writeHead(404).end('no such user');
    } else {
      response.end(JSON.stringify({ route, id }));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
