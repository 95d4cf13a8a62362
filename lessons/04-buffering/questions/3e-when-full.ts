// expect: output
// | refuse
// |   4 refused
// |   5 refused
// |   got 1
// |   got 2
// |   got 3
// | makeRoom
// |   1 dropped
// |   2 dropped
// |   got 3
// |   got 4
// |   got 5
import { run, chan, type Channel } from 'concurrency-tutor';

/** Refuse: the newest value gives way, and the caller hears of it. */
function refuse(queue: Channel<number>, n: number): void {
  if (!queue.trySend(n)) console.log(`  ${n} refused`);
}

/**
 * Make room: the oldest value gives way. No await: nobody comes in
 * between.
 */
function makeRoom(queue: Channel<number>, n: number): void {
  while (!queue.trySend(n)) {
    // undefined: a receiver was faster, and now there is room
    const oldest = queue.tryReceive();
    if (oldest !== undefined) console.log(`  ${oldest[0]} dropped`);
  }
}

await run(async () => {
  for (const offer of [refuse, makeRoom]) {
    console.log(offer.name);
    const queue = chan<number>(3);
    for (let n = 1; n <= 5; n++) offer(queue, n);
    queue.close();
    for await (const n of queue) console.log(`  got ${n}`);
  }
});
