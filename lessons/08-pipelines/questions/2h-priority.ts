// expect: output
// | order: 9 8 5 3 1
// | waiting inside the stage: 4 at most
import {
  run, go, chan, defer, select, time,
  type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

/**
 * Hands on the largest number it has. It holds `room` numbers at most,
 * and says in the end how many it held.
 */
async function largestFirst(
  room: number, input: ReceiveChannel<number>, out: SendChannel<number>,
): Promise<number> {
  using _close = defer(() => out.close());
  const held: number[] = []; // sorted; the largest is the last
  let most = 0;
  let open = true;
  while (open || held.length > 0) {
    const full = held.length === room;
    const event = await select({
      taken: open && !full ? input : null, // off while it is full
      given: held.length > 0 ? select.send(out, held.at(-1)!) : null,
    });
    if (event.case === 'given') held.pop();
    else if (!event.ok) open = false;
    else held.splice(placeFor(event.value, held), 0, event.value);
    most = Math.max(most, held.length);
  }
  return most;
}

/** Halves the list until one place is left. */
function placeFor(n: number, sorted: readonly number[]): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle]! < n) from = middle + 1;
    else to = middle;
  }
  return from;
}

await run(async () => {
  const jobs = chan<number>();
  const sorted = chan<number>();
  const most = chan<number>(1);
  go(async () => {
    for (const job of [3, 9, 1, 5, 8]) await jobs.send(job);
    jobs.close();
  });
  go(async () => {
    await most.send(await largestFirst(4, jobs, sorted));
  });
  await time.sleep(100); // nobody takes a job yet
  const order: number[] = [];
  for await (const job of sorted) {
    order.push(job);
    await time.sleep(10);
  }
  console.log('order:', ...order);
  const held = await most.receive();
  console.log(`waiting inside the stage: ${held} at most`);
});
