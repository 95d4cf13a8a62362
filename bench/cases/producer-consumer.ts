import { checkSum } from '../harness/check.ts';
import type { Program } from '../harness/kinds.ts';
import type { ChannelKit, TryKit } from './kit.ts';

/** One producer, one consumer, one channel. */
export function producerConsumer<C>(capacity: number, { run, go, channel, send, receive }: ChannelKit<C>): Program {
  return (messages) => run(async () => {
    const values = channel(capacity);
    go(async () => {
      for (let i = 0; i < messages; i++) await send(values, i);
    });
    let sum = 0;
    for (let i = 0; i < messages; i++) sum += await receive(values);
    checkSum(sum, messages);
  });
}

/** The same, waiting only when blocked. */
export function producerConsumerTrying<C>(capacity: number, { run, go, channel, send, receive, trySend, tryReceive }: ChannelKit<C> & TryKit<C>): Program {
  return (messages) => run(async () => {
    const values = channel(capacity);
    go(async () => {
      for (let i = 0; i < messages; i++) if (!trySend(values, i)) await send(values, i);
    });
    let sum = 0;
    for (let i = 0; i < messages; i++) sum += tryReceive(values) ?? await receive(values);
    checkSum(sum, messages);
  });
}
