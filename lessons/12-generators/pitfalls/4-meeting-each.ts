// expect: output
// | sum 31300
// | 603 meetings
import { run, go, atomic, chan, type ReceiveChannel } from 'concurrency-tutor';

const meetings = new atomic.Int32();

function numbers(): ReceiveChannel<number> {
  const out = chan<number>();
  go(async () => {
    for (let n = 1; n <= 200; n++) await out.send(n);
    out.close();
  });
  return out.receiveOnly();
}

/** A goroutine for one small addition. */
function add(
  input: ReceiveChannel<number>, amount: number,
): ReceiveChannel<number> {
  const out = chan<number>();
  go(async () => {
    for await (const n of input) {
      meetings.add(1);
      await out.send(n + amount);
    }
    meetings.add(1); // the end is handed over as well
    out.close();
  });
  return out.receiveOnly();
}

await run(async () => {
  let sum = 0;
  for await (const n of add(add(numbers(), 6), 50)) {
    meetings.add(1);
    sum += n;
  }
  meetings.add(1);
  console.log('sum', sum);
  console.log(meetings.load(), 'meetings');
});
