// run: native
// expect: output
// | served: 10
// | refused: 20
import { createServer, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { run, chan, sync } from 'concurrency-tutor';

const visitors = 30;

await run(async () => {
  const requests = chan<ServerResponse>(10); // how many may stand in line
  const opened = chan<void>();
  const workers = new sync.WaitGroup();
  for (let n = 0; n < 2; n++) {
    workers.go(async () => {
      await opened.receive(); // so that all thirty arrive before the first is served
      for await (const response of requests) response.end('served');
    });
  }

  let arrived = 0;
  const server = createServer((_request, response) => {
    if (!requests.trySend(response)) {
      response.writeHead(503, { 'retry-after': '1' }).end('come back later');
    }
    if (++arrived === visitors) opened.close();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

  const answers = await Promise.all(Array.from({ length: visitors }, async () => {
    const answer = await fetch(url);
    await answer.text();
    return answer.status;
  }));
  console.log('served:', answers.filter((status) => status === 200).length);
  console.log('refused:', answers.filter((status) => status === 503).length);

  requests.close();
  await workers.wait();
  server.close();
  server.closeAllConnections();
});
