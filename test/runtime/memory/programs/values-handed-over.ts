/** What was sent is kept neither by the channel nor by those who sent and received it, however long they are busy with other things. */
import { chan, go, run } from '../../../../src/index.ts';
import { alive, collect, heapUsed, tell, turn } from './harness.ts';

const TEXTS = 64;
/** Longer ones would not be on the heap. */
const LENGTH = 500_000;

await run(async () => {
  const sent: WeakRef<object>[] = [];
  const make = (): object => {
    const value = { text: 'large' };
    sent.push(new WeakRef(value));
    return value;
  };
  let finish = (): void => {};
  const finished = new Promise<void>((resolve) => { finish = resolve; });

  const meeting = chan<object>();
  const waitsToReceive = async (): Promise<void> => {
    await meeting.receive();
    await finished;
  };
  const waitsToSend = async (): Promise<void> => {
    await meeting.send(make());
    await finished;
  };
  go(waitsToReceive);
  await turn();
  await meeting.send(make());
  await turn();
  go(waitsToSend);
  await turn();
  await meeting.receive();
  await turn();

  const before = await heapUsed();
  const texts = chan<string>(TEXTS);
  for (let one = 0; one < TEXTS; one++) await texts.send(Buffer.alloc(LENGTH, 'x').toString('latin1'));
  for (let one = 0; one < TEXTS; one++) await texts.receive();
  await turn();
  await collect();
  tell({ sent: sent.length, alive: alive(sent), texts: (await heapUsed()) - before });
  texts.close();
  finish();
});
