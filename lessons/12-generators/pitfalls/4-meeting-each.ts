// expect: output
// | sum 31300
// | 603 meetings
import { run, go, chan, type ReceiveChannel } from 'concurrency-tutor';

let meetings = 0;

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
      meetings++;
      await out.send(n + amount);
    }
    meetings++; // the end is handed over as well
    out.close();
  });
  return out.receiveOnly();
}

await run(async () => {
  let sum = 0;
  for await (const n of add(add(numbers(), 6), 50)) {
    meetings++;
    sum += n;
  }
  meetings++;
  console.log('sum', sum);
  console.log(meetings, 'meetings');
});
