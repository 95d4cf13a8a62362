// run: native
// expect: output unordered
// | port taken: EADDRINUSE
// | failed: /broken - no such table
// | GET / answered 200, in 2 lines
// | GET /cart answered 200, in 2 lines
// | GET /orders answered 200, in 2 lines
// | GET /broken answered 500, in 1 lines
// | server stopped
import { run, sync } from 'concurrency-tutor';
import { startServer } from './server.ts';

async function get(port: number, path: string): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`);
  const lines = (await response.text()).trim().split('\n');
  console.log('GET', path, 'answered', response.status + ',', 'in', lines.length, 'lines');
}

await run(async () => {
  const server = await startServer(0); // 0: any free port

  try {
    await startServer(server.port);
  } catch (error) {
    console.log('port taken:', (error as NodeJS.ErrnoException).code);
  }

  const clients = new sync.WaitGroup();
  for (const path of ['/', '/cart', '/orders', '/broken']) {
    clients.go(get, server.port, path); // all four at the same time
  }
  await clients.wait();

  await server.stop();
  console.log('server stopped');
});
