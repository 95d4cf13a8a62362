// expect: output
// | unbuffered: the send took 1000 ms
// | buffered: two sends took 0 ms
// | buffered: third send would wait: true
// | buffered: received 1 2
// | buffered: two more sends took 0 ms
import { run, go, chan, time } from 'concurrency-tutor';

const elapsed = (start: number) => Math.round(time.since(start));

async function unbuffered(): Promise<void> {
  const numbers = chan<number>();
  go(async () => {
    await time.sleep(1 * time.Second); // the receiver is late
    await numbers.receive();
  });
  const start = time.now();
  await numbers.send(1);
  console.log('unbuffered: the send took', elapsed(start), 'ms');
}

async function buffered(): Promise<void> {
  const numbers = chan<number>(2);
  let start = time.now();
  await numbers.send(1);
  await numbers.send(2);
  console.log('buffered: two sends took', elapsed(start), 'ms');
  console.log('buffered: third send would wait:', !numbers.trySend(3));

  console.log('buffered: received', await numbers.receive(), await numbers.receive());
  start = time.now();
  await numbers.send(3);
  await numbers.send(4);
  console.log('buffered: two more sends took', elapsed(start), 'ms');
}

await run(async () => {
  await unbuffered();
  await buffered();
});
