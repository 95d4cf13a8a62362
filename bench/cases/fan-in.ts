import { checkSum } from '../harness/check.ts';
import type { Program } from '../harness/kinds.ts';
import type { ChannelKit, TryKit } from './kit.ts';

export const PRODUCERS = 100;

/** 100 producers share one unbuffered channel to one consumer. */
export function fanIn<C>({ run, go, channel, send, receive }: ChannelKit<C>): Program {
  return (messages) => run(async () => {
    const values = channel(0);
    for (let first = 0; first < PRODUCERS; first++) {
      go(async () => {
        for (let i = first; i < messages; i += PRODUCERS) await send(values, i);
      });
    }
    let sum = 0;
    for (let i = 0; i < messages; i++) sum += await receive(values);
    checkSum(sum, messages);
  });
}

/** The same, waiting only when blocked. */
export function fanInTrying<C>({ run, go, channel, send, receive, trySend, tryReceive }: ChannelKit<C> & TryKit<C>): Program {
  return (messages) => run(async () => {
    const values = channel(0);
    for (let first = 0; first < PRODUCERS; first++) {
      go(async () => {
        for (let i = first; i < messages; i += PRODUCERS) if (!trySend(values, i)) await send(values, i);
      });
    }
    let sum = 0;
    for (let i = 0; i < messages; i++) sum += tryReceive(values) ?? await receive(values);
    checkSum(sum, messages);
  });
}
