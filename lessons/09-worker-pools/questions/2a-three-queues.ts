// expect: output
// | fire, leak, bill, ad, ad
import { run, chan, select, sync, type Channel } from 'concurrency-tutor';

/** The next task, the most urgent first; undefined when all is done. */
async function next(
  queues: readonly (Channel<string> | null)[],
): Promise<string | undefined> {
  const open = [...queues];
  while (true) {
    for (const [level, queue] of open.entries()) { // in order, no waiting
      const got = queue?.tryReceive();
      if (got === undefined) continue; // nothing there at the moment
      if (got[1]) return got[0];
      open[level] = null; // closed and empty: switched off
    }
    if (open.every((queue) => queue === null)) return undefined;
    const event = await select(open); // nothing anywhere: wait
    if (event.ok) return event.value;
    open[event.case] = null;
  }
}

await run(async () => {
  const urgent = chan<string>(10);
  const normal = chan<string>(10);
  const low = chan<string>(10);
  for (const task of ['ad', 'ad']) await low.send(task);
  await normal.send('bill');
  for (const task of ['fire', 'leak']) await urgent.send(task);
  low.close(); // closed first, and still done to the end
  normal.close();
  urgent.close();

  const order: string[] = [];
  const worker = new sync.WaitGroup();
  worker.go(async () => {
    const queues = [urgent, normal, low];
    while (true) {
      const task = await next(queues);
      if (task === undefined) return;
      order.push(task);
    }
  });
  await worker.wait();
  console.log(order.join(', '));
});
