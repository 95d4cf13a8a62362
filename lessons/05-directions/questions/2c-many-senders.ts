// expect: livelock
import {
  run, go, chan, select, sync, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

/** Sends until `done` is closed. */
async function send(
  values: SendChannel<number>,
  done: ReceiveChannel<void>,
): Promise<void> {
  for (let n = 1; ; n++) {
    const event = await select({ sent: select.send(values, n), done });
    if (event.case === 'done') return;
  }
}

await run(async () => {
  const values = chan<number>();
  const done = chan<void>();
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 3; i++) wg.go(send, values, done);
  go(async () => {
    await wg.wait(); // BROKEN: the senders wait for the next line
    done.close();
    values.close();
  });
  let received = 0;
  for await (const _value of values) received++;
  console.log('received', received);
});
