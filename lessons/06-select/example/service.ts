// module
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { context, defer, select, sync, time } from 'concurrency-tutor';
import { Places, permits } from './gates.ts';
import { quoteFor, statusFor, type Job } from './quote.ts';

/** How much the service takes on. */
export interface Settings {
  readonly atOnce: number;
  readonly perSecond: number;
  readonly timeout: number;
}

export const usual: Settings = { atOnce: 10, perSecond: 5, timeout: 2 * time.Second };

export interface Service extends AsyncDisposable {
  readonly url: string;
}

/** Opens the service on a port; 0 means any that is free. */
export async function openService(
  settings: Settings, port = 0,
): Promise<Service> {
  const places = new Places(settings.atOnce);
  const ticks = permits(settings.perSecond);
  const atWork = new sync.WaitGroup();

  async function handle(
    request: IncomingMessage, response: ServerResponse,
  ): Promise<void> {
    if (!await places.take()) {
      return reply(response, 503, 'all places are taken');
    }
    await using _place = defer(() => places.giveBack());

    const permit = await select({ tick: ticks, default: true });
    if (permit.case === 'default') {
      return reply(response, 429, 'too fast');
    }

    const [client, hangUp] = context.withCancel(context.background());
    response.once('close', hangUp); // sent, or the client has gone away
    const [ctx, cancel] = context.withTimeout(client, settings.timeout);
    using _cancel = defer(cancel);
    try {
      reply(response, 200, await quoteFor(ctx, jobOf(request)));
    } catch (error) {
      const status = statusFor(error);
      if (status === undefined) {
        return console.log('server: the client has gone');
      }
      reply(response, status, (error as Error).message);
    }
  }

  const server = createServer((request, response) => {
    atWork.go(handle, request, response); // one goroutine per request
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      await atWork.wait();
      server.closeAllConnections();
      await closed;
    },
  };
}

function reply(
  response: ServerResponse, status: number, text: string,
): void {
  response.writeHead(status, { 'content-type': 'text/plain' }).end(text);
}

/**
 * The job in a request such as `/tea?fetch=50&fails=process`. What it
 * does not say is left to chance.
 */
function jobOf(request: IncomingMessage): Job {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const number = (name: string, otherwise: number): number => Number(searchParams.get(name) ?? otherwise);
  const oneInTen = (): boolean => Math.random() < 0.1;
  const fails = searchParams.get('fails') ?? (oneInTen() ? 'fetch' : oneInTen() ? 'process' : 'nothing');
  return {
    item: pathname.slice(1),
    fetchTime: number('fetch', 100 + Math.random() * 500),
    processTime: number('process', 200 + Math.random() * 800),
    fails: fails === 'fetch' || fails === 'process' ? fails : 'nothing',
  };
}
