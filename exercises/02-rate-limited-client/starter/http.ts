/** A transport for real servers, ready to use. You need not change this file. */
import type { Transport } from './client.ts';

/** Sends requests to the server at `base`, such as `http://127.0.0.1:8080`. */
export function httpTransport(base: string): Transport {
  return async (ctx, { method, path, body }) => {
    const answer = await fetch(base + path, {
      method,
      signal: ctx.signal,
      ...(body === undefined ? {} : { body, headers: { 'content-type': 'application/json' } }),
    });
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
  };
}
