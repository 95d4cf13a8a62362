// expect: output unordered
// | sending 1
// | sent 1
// | received 1
// | sending 2
// | sent 2
// | received 2
// | sending 3
// | sent 3
// | received 3
// | sending 4
// | sent 4
// | received 4
// | sending 5
// | sent 5
// | received 5
// | closed, and the loop has ended
// | 10
// | 11
// | 12
// | 13
// | 14
// | 15
// | closed: undefined false
import { run, go, chan, time, type SendChannel } from 'concurrency-tutor';

async function sendNumbers(numbers: SendChannel<number>): Promise<void> {
  for (let n = 1; n <= 5; n++) {
    console.log('sending', n);
    await numbers.send(n); // waits until main takes the value
    console.log('sent', n);
  }
  numbers.close(); // tells main that nothing follows
}

await run(async () => {
  const numbers = chan<number>(); // unbuffered
  go(sendNumbers, numbers);

  for await (const n of numbers) { // ends when the channel is closed and empty
    console.log('received', n);
    await time.sleep(100 * time.Millisecond);
  }
  console.log('closed, and the loop has ended');

  const more = chan<number>();
  go(async () => {
    for (let n = 10; n <= 15; n++) await more.send(n);
    more.close();
  });

  while (true) {
    const [n, ok] = await more.receiveOk(); // ok says whether n is a value
    if (!ok) {
      console.log('closed:', n, ok);
      break;
    }
    console.log(n);
  }
});
