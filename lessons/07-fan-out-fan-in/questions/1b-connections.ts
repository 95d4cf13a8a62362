// expect: output
// | web, 4 workers: 2500 ms
// | web, 50 workers: 200 ms
// | database, 10 workers: 1000 ms, longest wait 0 ms
// | database, 50 workers: 1000 ms, longest wait 400 ms
import { run, chan, sync, time } from 'concurrency-tutor';

const requestCount = 100;

/** What answers requests: so many at a time, each in 100 ms. */
class Service {
  readonly #connections;

  constructor(connections: number) {
    this.#connections = chan<void>(connections);
  }

  /** Gives how long the request waited for a connection. */
  async ask(): Promise<number> {
    const start = time.now();
    await this.#connections.send();
    const waited = time.since(start);
    await time.sleep(100);
    this.#connections.tryReceive();
    return waited;
  }
}

async function askAll(service: Service, workers: number) {
  const start = time.now();
  const tasks = chan<number>(requestCount);
  for (let n = 0; n < requestCount; n++) await tasks.send(n);
  tasks.close();
  const longest = new Array<number>(workers).fill(0); // each its own
  const wg = new sync.WaitGroup();
  for (let n = 0; n < workers; n++) {
    wg.go(async () => {
      for await (const _ of tasks) {
        longest[n] = Math.max(longest[n] ?? 0, await service.ask());
      }
    });
  }
  await wg.wait();
  const elapsed = Math.round(time.since(start));
  return { elapsed, longest: Math.max(...longest) };
}

await run(async () => {
  for (const workers of [4, 50]) { // the web takes as many as we like
    const { elapsed } = await askAll(new Service(1000), workers);
    console.log(`web, ${workers} workers: ${elapsed} ms`);
  }
  for (const workers of [10, 50]) { // the database has ten connections
    const { elapsed, longest } = await askAll(new Service(10), workers);
    const wait = `longest wait ${Math.round(longest)} ms`;
    console.log(`database, ${workers} workers: ${elapsed} ms, ${wait}`);
  }
});
