import type { Transport } from './client.ts';

/** A transport for a real server, such as `http://127.0.0.1:8080`. You need not change it. */
export function httpTransport(base: string): Transport {
  return async ({ path, method = 'GET', body }, ctx) => {
    const answer = await fetch(base + path, { method, signal: ctx.signal, ...(body === undefined ? {} : { body }) });
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
  };
}
