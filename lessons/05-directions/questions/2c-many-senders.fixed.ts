// expect: output
// | received 10, and the senders have ended
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
    // the closer: it closes after the last sender
    await wg.wait();
    values.close();
  });

  for (let received = 0; received < 10; received++)
    await values.receive();
  done.close(); // first the signal, from outside
  for await (const late of values) void late; // then the rest
  console.log('received 10, and the senders have ended');
});
