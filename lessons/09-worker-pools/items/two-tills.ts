// expect: output
// | two lines: 600 ms
// | one line: 400 ms
import { run, chan, sync, time, type Channel } from 'concurrency-tutor';

const customers = [300, 100, 300, 100];

/** Each till serves the line that it is given. */
async function serve(...lines: Channel<number>[]): Promise<number> {
  const start = time.now();
  for (const [n, customer] of customers.entries()) {
    await lines[n % lines.length]?.send(customer);
  }
  for (const line of new Set(lines)) line.close();
  const tills = new sync.WaitGroup();
  for (const line of lines) {
    tills.go(async () => {
      for await (const customer of line) await time.sleep(customer);
    });
  }
  await tills.wait();
  return Math.round(time.since(start));
}

await run(async () => {
  const two = await serve(chan<number>(4), chan<number>(4));
  console.log(`two lines: ${two} ms`);
  const line = chan<number>(4);
  console.log(`one line: ${await serve(line, line)} ms`);
});
