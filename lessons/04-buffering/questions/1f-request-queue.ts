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
      // so that all thirty arrive before the first is served
      await opened.receive();
      for await (const response of requests) response.end('served');
    });
  }

  let arrived = 0;
  const server = createServer((_request, response) => {
    if (!requests.trySend(response)) {
      response.writeHead(503, { 'retry-after': '1' });
      response.end('come back later');
    }
    if (++arrived === visitors) opened.close();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const visit = async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/`);
    await answer.text();
    return answer.status;
  };
  const visits = Array.from({ length: visitors }, visit);
  const answers = await Promise.all(visits);
  const served = answers.filter((status) => status === 200).length;
  const refused = answers.filter((status) => status === 503).length;
  console.log(`served: ${served}\nrefused: ${refused}`);

  requests.close();
  await workers.wait();
  server.close();
  server.closeAllConnections();
});
