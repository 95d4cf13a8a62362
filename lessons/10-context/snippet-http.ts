// run: native
// expect: output
// | patient: 200, here you are
// | hasty: DeadlineExceeded
// | the server has closed
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  run, chan, context, defer, select, time, type Context,
} from 'concurrency-tutor';

/**
 * A server on a free port that takes 200 ms for an answer. It listens
 * when this returns.
 */
async function openServer(): Promise<[server: Server, url: string]> {
  const server = createServer((_request, response) => {
    setTimeout(() => response.end('here you are'), 200);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return [server, `http://127.0.0.1:${port}`];
}

async function ask(
  parent: Context, name: string, url: string, timeout: number,
): Promise<void> {
  const [ctx, cancel] = context.withTimeout(parent, timeout);
  using _cancel = defer(cancel);
  try {
    const response = await fetch(url, { signal: ctx.signal });
    console.log(`${name}: ${response.status}, ${await response.text()}`);
  } catch (error) {
    console.log(`${name}: ${ctx.err()?.name ?? String(error)}`);
  }
}

/**
 * Takes no new connections, and gives those in use until the context
 * ends.
 */
async function shutDown(ctx: Context, server: Server): Promise<void> {
  const closed = chan<void>(1);
  server.close(() => closed.trySend());
  const event = await select({ closed, late: ctx.done() });
  if (event.case === 'late') server.closeAllConnections();
  console.log(event.case === 'closed'
    ? 'the server has closed'
    : 'connections were cut');
}

await run(async () => {
  const root = context.background();
  const [server, url] = await openServer();

  await ask(root, 'patient', url, 2 * time.Second);
  await ask(root, 'hasty', url, 50 * time.Millisecond);

  const [ctx, cancel] = context.withTimeout(root, 5 * time.Second);
  using _cancel = defer(cancel);
  await shutDown(ctx, server);
});
