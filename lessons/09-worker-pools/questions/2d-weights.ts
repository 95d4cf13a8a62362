// expect: output
// | UUUUUNNNL UUUUUNNNL UUNNNLNL
import { run, chan, sync } from 'concurrency-tutor';

interface Share {
  readonly name: string;
  readonly weight: number;
  readonly tasks: string[];
}

/** Deals in rounds: up to `weight` tasks of each kind, then the next. */
function* inShares(shares: readonly Share[]): Generator<string> {
  while (shares.some((share) => share.tasks.length > 0)) {
    for (const { weight, tasks } of shares) {
      yield* tasks.splice(0, weight);
    }
  }
}

await run(async () => {
  const shares: Share[] = [
    { name: 'urgent', weight: 5, tasks: 'U'.repeat(12).split('') },
    { name: 'normal', weight: 3, tasks: 'N'.repeat(10).split('') },
    { name: 'low', weight: 1, tasks: 'L'.repeat(4).split('') },
  ];
  const queue = chan<string>(); // the chooser hands over one at a time
  let order = '';
  const worker = new sync.WaitGroup();
  worker.go(async () => {
    for await (const task of queue) order += task;
  });
  for (const task of inShares(shares)) await queue.send(task);
  queue.close();
  await worker.wait();
  console.log(order.match(/.{1,9}/g)?.join(' '));
});
