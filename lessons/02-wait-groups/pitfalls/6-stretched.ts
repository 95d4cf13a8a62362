// expect: output
// | profile: 300 ms
// | history: 5000 ms
// | gave up after 5000 ms: orders: no answer
import { run, sync, time } from 'concurrency-tutor';

/** A service that answers, or fails, after `delay` milliseconds. */
async function ask(service: string, delay: number): Promise<string> {
  await time.sleep(delay);
  if (service === 'orders') throw new Error(`${service}: no answer`);
  return `${service}: ${delay} ms`;
}

await run(async () => {
  const start = time.now();
  const wg = new sync.WaitGroup();
  let failed = false;
  let firstError = '';

  const services: [string, number][] = [['profile', 300], ['orders', 1000], ['history', 5000]];
  for (const [service, delay] of services) {
    wg.go(async () => {
      try {
        console.log(await ask(service, delay));
      } catch (error) {
        if (!failed) firstError = (error as Error).message;
        failed = true;
      }
    });
  }

  await wg.wait();
  if (failed) console.log(`gave up after ${Math.round(time.since(start))} ms: ${firstError}`);
});
