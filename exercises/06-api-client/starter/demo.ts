import { context, defer, time } from 'concurrency-tutor';
import { startApiServer } from './api-server.ts';
import { ApiClient, ApiError, type Request } from './client.ts';
import { httpTransport } from './http.ts';

/** `concurrency-tutor run demo.ts` starts this: your client against a real server. You need not change it. */
export default async function main(): Promise<void> {
  await using server = await startApiServer({ items: { perSecond: 20, burst: 6 }, slow: { perSecond: 5, burst: 2 } });
  const client = new ApiClient({
    transport: httpTransport(server.base),
    endpoints: [{ pattern: '/items/:id', perSecond: 18, burst: 4 }, { pattern: '/slow/:time', perSecond: 4, burst: 1 }],
    otherwise: { perSecond: 50, burst: 10 },
    concurrency: 6, timeout: 1000, retries: 3, backoff: { first: 100, longest: 1000 },
  });
  const [ctx, cancel] = context.withTimeout(context.background(), time.Minute);
  using _cancel = defer(cancel);

  const paths = [...Array.from({ length: 30 }, (_, index) => `/items/${index}`), ...Array.from({ length: 6 }, () => '/slow/300'), '/flaky/a', '/broken/b', '/sleepy/c', '/missing/d'];
  const requests = paths.map((path): Request => ({ path }));
  const started = time.now();
  const results = await client.all(ctx, requests);
  for (const [index, result] of results.entries()) {
    if (!result.ok) console.log(`${paths[index]}: ${result.error instanceof ApiError ? result.error.message : String(result.error)}`);
  }
  console.log(`${results.filter(({ ok }) => ok).length} of ${results.length} requests were answered, in ${Math.round(time.since(started))} ms.`);
  for (const [part, { requests: count, refused, together }] of server.seen) {
    console.log(`${part.padEnd(8)} ${count} requests, ${refused} of them beyond the limit, up to ${together} at the same time`);
  }
}
