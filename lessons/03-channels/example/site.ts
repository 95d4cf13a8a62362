// module
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const pages: Record<string, string> = {
  '/': '<a href="http://example.org/news">News</a> <a href="/about">About</a>',
  '/news': '<a href="http://example.org/one">One</a> <a href="https://example.org/two">Two</a>',
  '/about': '<p>No links on this page.</p>',
};

/** A small web site on this computer. */
export interface Site {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts the site on a free port. A path it does not know is answered with status 404. */
export function openSite(): Promise<Site> {
  const server = createServer((request, response) => {
    const body = pages[request.url ?? '/'];
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'text/html' });
    response.end(body ?? 'not found');
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      resolve({ url: `http://127.0.0.1:${port}`, close: () => closeServer(server) });
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
