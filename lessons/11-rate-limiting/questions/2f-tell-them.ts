// run: native
// expect: output
// | 200: 2 of 3 left
// | 200: 1 of 3 left
// | 200: 0 of 3 left
// | 429: 0 of 3 left, come back in 60 min
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { run, rate } from 'concurrency-tutor';

await run(async () => {
  const limiter = new rate.Limiter(1 / 3600, 3); // one an hour
  const server = createServer((_request, response) => {
    const allowed = limiter.allow();
    const left = Math.max(0, Math.floor(limiter.tokens()));
    response.setHeader('x-ratelimit-limit', limiter.burst());
    response.setHeader('x-ratelimit-remaining', left);
    if (allowed) return response.end('here you are');
    const missing = 1 - limiter.tokens();
    const wait = Math.ceil(missing / limiter.limit());
    response.writeHead(429, { 'retry-after': String(wait) });
    response.end('too many requests');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  for (let n = 1; n <= 4; n++) {
    const { status, headers } = await fetch(`http://127.0.0.1:${port}`);
    const left = headers.get('x-ratelimit-remaining');
    const limit = headers.get('x-ratelimit-limit');
    const wait = headers.get('retry-after');
    const minutes = Math.ceil(Number(wait) / 60);
    const later = wait ? `, come back in ${minutes} min` : '';
    console.log(`${status}: ${left} of ${limit} left${later}`);
  }
  server.close();
  server.closeAllConnections();
});
