// expect: output
// | closed? false
// | received 2
// | closed? true
// | sum 2
import { run, chan, type ReceiveChannel } from 'concurrency-tutor';

/** Broken: it can only find out by receiving. */
function isClosed(numbers: ReceiveChannel<number>): boolean {
  const taken = numbers.tryReceive();
  return taken !== undefined && !taken[1];
}

await run(async () => {
  const numbers = chan<number>(2);
  await numbers.send(1);
  await numbers.send(2);
  numbers.close();

  let sum = 0;
  while (true) {
    const closed = isClosed(numbers); // takes 1, and throws it away
    console.log('closed?', closed);
    if (closed) break;
    const number = await numbers.receive();
    console.log('received', number);
    sum += number ?? 0;
  }
  console.log('sum', sum);
});
