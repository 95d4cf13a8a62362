/** Your client at work against a real server on this machine: `npx concurrency-tutor run demo.ts`. You need not change this file. */
import { context, sync, time } from 'concurrency-tutor';
import { ApiClient, ApiError } from './client.ts';
import { httpTransport } from './http.ts';
import { Server } from './server.ts';

export default async function main(): Promise<void> {
  await using server = await Server.start({ rate: 25, burst: 8, takes: 40 });
  const client = new ApiClient({
    transport: httpTransport(server.url), concurrency: 6, rate: 40, burst: 8, retries: 4, firstWait: 50, longestWait: 1000, timeout: 400,
  });
  const started = time.now();
  const everybody = new sync.WaitGroup();
  for (let i = 1; i <= 40; i++) everybody.go(show, client, i % 8 === 0 ? `/shaky/${i}` : i === 30 ? '/slow/30' : `/items/${i}`);
  everybody.go(show, client, '/nowhere');
  await everybody.wait();
  const refused = server.seen.filter(({ status }) => status === 429).length;
  console.log(`${server.seen.length} requests in ${time.formatDuration(Math.round(time.since(started)))}, at most ${server.mostAtOnce} at the same time, ${refused} refused with 429`);
}

async function show(client: ApiClient, path: string): Promise<void> {
  const [ctx, cancel] = context.withTimeout(context.background(), 10 * time.Second);
  try {
    const answer = await client.get(ctx, path);
    console.log(path.padEnd(10), JSON.stringify(answer));
  } catch (error) {
    console.log(path.padEnd(10), error instanceof ApiError ? error.message : String(error));
  } finally {
    cancel();
  }
}
