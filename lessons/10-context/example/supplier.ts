// module
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export interface Supplier extends AsyncDisposable {
  readonly url: string;
}

/**
 * The other service, which `external_api` asks. It sends back what it
 * got; `/silent` never answers.
 */
export async function openSupplier(): Promise<Supplier> {
  const server = createServer(async (request, response) => {
    if (request.url === '/silent') return;
    response.end(JSON.stringify({ got: await json(request) }));
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
