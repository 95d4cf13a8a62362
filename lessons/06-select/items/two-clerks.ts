// expect: deadlock
import { run, go, chan, select, type ReceiveChannel, type SendChannel } from 'concurrency-tutor';

/** Sends its form to the other one, or gives up when it is told to. */
async function clerk(
  to: SendChannel<string>, from: ReceiveChannel<string>, stop: ReceiveChannel<void>,
): Promise<void> {
  const event = await select({ sent: select.send(to, 'form'), stop });
  if (event.case === 'sent') await from.receive();
}

await run(async () => {
  const east = chan<string>();
  const west = chan<string>();
  const stop = chan<void>();
  go(clerk, east, west, stop);
  await clerk(west, east, stop);
  stop.close();
});
