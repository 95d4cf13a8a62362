import { checkSum } from '../harness/check.ts';
import type { Program } from '../harness/kinds.ts';
import type { ChannelKit, TryKit } from './kit.ts';

/** One producer, one consumer, one channel. */
export function producerConsumer<C, R>(capacity: number, { run, go, channel, send, receive, received }: ChannelKit<C, R>): Program {
  return (messages) => run(async () => {
    const values = channel(capacity);
    go(async () => {
      for (let i = 0; i < messages; i++) await send(values, i);
    });
    let sum = 0;
    for (let i = 0; i < messages; i++) sum += received(await receive(values));
    checkSum(sum, messages);
  });
}

/** The same, waiting only when blocked. */
export function producerConsumerTrying<C, R>(capacity: number, { run, go, channel, send, receive, received, trySend, tryReceive }: ChannelKit<C, R> & TryKit<C>): Program {
  return (messages) => run(async () => {
    const values = channel(capacity);
    go(async () => {
      for (let i = 0; i < messages; i++) if (!trySend(values, i)) await send(values, i);
    });
    let sum = 0;
    for (let i = 0; i < messages; i++) sum += tryReceive(values) ?? received(await receive(values));
    checkSum(sum, messages);
  });
}
