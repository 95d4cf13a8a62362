// expect: output
// | web, 4 workers: 5000 ms
// | web, 50 workers: 400 ms
// | database, 10 workers: 2000 ms, longest wait 0 ms
// | database, 50 workers: 2000 ms, longest wait 400 ms
import { run, chan, go, sync, time } from 'concurrency-tutor';

const requestCount = 200;

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
  const waits = chan<number>();
  const wg = new sync.WaitGroup();
  for (let n = 0; n < workers; n++) {
    wg.go(async () => {
      for await (const _ of tasks) await waits.send(await service.ask());
    });
  }
  go(async () => {
    await wg.wait();
    waits.close();
  });
  let longest = 0;
  for await (const wait of waits) longest = Math.max(longest, wait);
  return { elapsed: Math.round(time.since(start)), longest };
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
