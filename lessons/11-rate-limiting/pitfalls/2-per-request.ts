// expect: output
// | 20 of 20 requests answered
// expect: never-ends
// expect: meter goroutines>20
import { run, go, chan, time, type Channel } from 'concurrency-tutor';

/** A token bucket: full at first, refilled by a goroutine. */
function newBucket(perSecond: number, burst: number): Channel<void> {
  const tokens = chan<void>(burst);
  for (let n = 1; n <= burst; n++) tokens.trySend();
  go(async () => {
    const ticker = time.newTicker(time.Second / perSecond);
    for await (const _tick of ticker.channel) tokens.trySend();
  });
  return tokens;
}

function handle(): boolean {
  const tokens = newBucket(5, 5);
  return tokens.tryReceive() !== undefined;
}

await run(async () => {
  let answered = 0;
  for (let n = 1; n <= 20; n++) if (handle()) answered++;
  console.log(answered, 'of 20 requests answered');
});
