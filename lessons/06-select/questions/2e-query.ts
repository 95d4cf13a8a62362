// run: native
// expect: output
// | / 200 done
// | /?timeout=40ms 504 context deadline exceeded
// | /?timeout=soon 400 not a duration: soon
// | /?timeout=1h 400 more than 30 s
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { run, go, context, defer, select, time } from 'concurrency-tutor';

const otherwise = 5 * time.Second;
const most = 30 * time.Second;

/** The time limit a request asks for, such as `?timeout=40ms`. */
function limitOf(request: IncomingMessage): number {
  const text = new URL(request.url ?? '/', 'http://localhost').searchParams.get('timeout');
  if (text === null) return otherwise;
  let limit: number;
  try {
    limit = time.parseDuration(text);
  } catch {
    throw new RangeError(`not a duration: ${text}`);
  }
  // Clients do not decide everything.
  if (limit > most) throw new RangeError('more than 30 s');
  return limit;
}

async function handle(
  request: IncomingMessage, response: ServerResponse,
): Promise<void> {
  try {
    const [ctx, cancel] = context.withTimeout(context.background(), limitOf(request));
    using _cancel = defer(cancel);
    // The work takes 200 ms.
    const event = await select({
      ready: time.after(200),
      end: ctx.done(),
    });
    if (event.case === 'ready') response.writeHead(200).end('done');
    else response.writeHead(504).end(String(ctx.err()?.message));
  } catch (error) {
    response.writeHead(400).end((error as Error).message);
  }
}

await run(async () => {
  const server = createServer((request, response) => go(handle, request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  for (const path of ['/', '/?timeout=40ms', '/?timeout=soon', '/?timeout=1h']) {
    const response = await fetch(url + path);
    console.log(path, response.status, await response.text());
  }

  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
});
