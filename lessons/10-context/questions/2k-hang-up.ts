// run: native
// expect: output
// | client: 200 the whole report
// | server: context canceled, because the client has gone
// | open requests: 0
import { once } from 'node:events';
import {
  createServer, type IncomingMessage, type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  run, context, defer, select, sync, time, type Context,
} from 'concurrency-tutor';

let open = 0;

async function report(ctx: Context, takes: number): Promise<string> {
  const event = await select({
    ready: time.after(takes),
    end: ctx.done(),
  });
  if (event.case === 'end') throw context.cause(ctx);
  return 'the whole report';
}

/** Node gives a request no context, so this makes one. */
async function handle(
  server: Context, request: IncomingMessage, response: ServerResponse,
): Promise<void> {
  const [ctx, cancel] = context.withCancelCause(server);
  open++;
  using _cancel = defer(() => {
    cancel(); // on every way out
    open--;
  });
  response.once('close', () => {
    cancel(new Error('the client has gone'));
  });
  try {
    const takes = request.url === '/short' ? 10 : 60_000;
    response.end(await report(ctx, takes));
  } catch (error) {
    console.log(`server: ${ctx.err()?.message},`,
      `because ${(error as Error).message}`);
  }
}

await run(async () => {
  const root = context.background();
  const atWork = new sync.WaitGroup();
  const server = createServer((request, response) => {
    atWork.go(handle, root, request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;

  const answer = await fetch(`${url}/short`);
  console.log(`client: ${answer.status} ${await answer.text()}`);

  const [ctx, cancel] = context.withTimeout(root, 200);
  using _cancel = defer(cancel);
  await fetch(`${url}/long`, { signal: ctx.signal }).catch(() => {});

  await atWork.wait();
  console.log('open requests:', open);
  server.close();
  server.closeAllConnections();
});
