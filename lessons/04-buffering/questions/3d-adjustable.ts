// expect: output
// | limit 2: 2 sent
// | limit 5: 5 sent
// | received 1 2 3 4 5 6 7 8
import { run, atomic, chan, go, select, time } from 'concurrency-tutor';
import type { ReceiveChannel, SendChannel } from 'concurrency-tutor';

interface Resize {
  readonly limit: number;
  // a channel in a channel: the answer comes back on it
  readonly done: SendChannel<void>;
}

/**
 * Passes values on, and holds as many as the limit allows. List and limit
 * are used here only.
 */
async function keep(
  input: ReceiveChannel<number>,
  output: SendChannel<number>,
  resizes: ReceiveChannel<Resize>,
): Promise<void> {
  const list: number[] = [];
  let limit = 2;
  let open = true;
  while (open || list.length > 0) {
    const [first] = list;
    const event = await select({
      // full: the sender waits
      input: open && list.length < limit ? input : null,
      passed: first !== undefined ? select.send(output, first) : null,
      resize: resizes,
    });
    switch (event.case) {
      case 'passed': list.shift(); break;
      case 'input':
        if (event.ok) list.push(event.value);
        else open = false;
        break;
      case 'resize':
        limit = event.value?.limit ?? limit;
        event.value?.done.trySend();
        break;
    }
  }
  output.close();
}

await run(async () => {
  const input = chan<number>();
  const output = chan<number>();
  const resizes = chan<Resize>();
  go(keep, input, output, resizes);
  const sent = new atomic.Int32();
  go(async () => {
    for (let n = 1; n <= 8; n++) {
      await input.send(n);
      sent.add(1);
    }
    input.close();
  });
  await time.sleep(1 * time.Second);
  console.log(`limit 2: ${sent.load()} sent`);

  const done = chan<void>(1);
  await resizes.send({ limit: 5, done });
  await done.receive();
  await time.sleep(1 * time.Second);
  console.log(`limit 5: ${sent.load()} sent`);

  const received: number[] = [];
  for await (const n of output) received.push(n);
  console.log('received', ...received);
});
