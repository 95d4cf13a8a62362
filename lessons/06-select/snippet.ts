// expect: output
// | 1. the first of two
// |   one, after 1000 ms
// | 2. a time limit
// |   no answer within 500 ms
// | 3. receive without waiting
// |   nothing there
// |   received hello
// | 4. send without waiting
// |   nobody takes it
// |   sent
// | 5. until done
// |   first, after 1000 ms
// |   second, after 1500 ms
// |   done, after 2000 ms
import { run, go, chan, select, time, type SendChannel } from 'concurrency-tutor';

async function sendAfter(
  ms: number, text: string, channel: SendChannel<string>,
): Promise<void> {
  await time.sleep(ms);
  await channel.send(text);
}

async function firstOfTwo(): Promise<void> {
  const start = time.now();
  // Room for the answer that nobody waits for any more.
  const one = chan<string>(1);
  const two = chan<string>(1);
  go(sendAfter, 1000, 'one', one);
  go(sendAfter, 2000, 'two', two);
  const event = await select({ one, two });
  console.log(`  ${event.value}, after ${Math.round(time.since(start))} ms`);
}

async function timeLimit(): Promise<void> {
  const answer = chan<string>(1);
  go(sendAfter, 1000, 'late', answer);
  const event = await select({ answer, late: time.after(500) });
  switch (event.case) {
    case 'answer': console.log('  answer:', event.value); break;
    case 'late': console.log('  no answer within 500 ms'); break;
  }
}

async function receiveWithoutWaiting(): Promise<void> {
  const messages = chan<string>(1);
  for (let round = 1; round <= 2; round++) {
    const event = await select({ messages, default: true });
    if (event.case === 'default') console.log('  nothing there');
    else console.log('  received', event.value);
    if (round === 1) await messages.send('hello');
  }
}

async function sendWithoutWaiting(): Promise<void> {
  // Without and with room.
  for (const messages of [chan<string>(), chan<string>(1)]) {
    const event = await select({
      sent: select.send(messages, 'hi'),
      default: true,
    });
    console.log(event.case === 'sent' ? '  sent' : '  nobody takes it');
  }
}

async function untilDone(): Promise<void> {
  const start = time.now();
  const first = chan<string>();
  const second = chan<string>();
  const done = chan<void>();
  go(async () => {
    await sendAfter(1000, 'first', first);
    await sendAfter(500, 'second', second);
    await time.sleep(500);
    done.close();
  });
  while (true) {
    const event = await select({ first, second, done });
    const elapsed = `after ${Math.round(time.since(start))} ms`;
    if (event.case === 'done') {
      console.log(`  done, ${elapsed}`);
      return;
    }
    console.log(`  ${event.value}, ${elapsed}`);
  }
}

await run(async () => {
  console.log('1. the first of two');
  await firstOfTwo();
  console.log('2. a time limit');
  await timeLimit();
  console.log('3. receive without waiting');
  await receiveWithoutWaiting();
  console.log('4. send without waiting');
  await sendWithoutWaiting();
  console.log('5. until done');
  await untilDone();
});
