import { checkSum } from '../harness/check.ts';
import type { Program } from '../harness/kinds.ts';
import type { ChannelKit, TryKit } from './kit.ts';

export const PRODUCERS = 100;

/** 100 producers share one unbuffered channel to one consumer. */
export function fanIn<C, R>({ run, go, channel, send, receive, received }: ChannelKit<C, R>): Program {
  return (messages) => run(async () => {
    const values = channel(0);
    for (let first = 0; first < PRODUCERS; first++) {
      go(async () => {
        for (let i = first; i < messages; i += PRODUCERS) await send(values, i);
      });
    }
    let sum = 0;
    for (let i = 0; i < messages; i++) sum += received(await receive(values));
    checkSum(sum, messages);
  });
}

/** The same, waiting only when blocked. */
export function fanInTrying<C, R>({ run, go, channel, send, receive, received, trySend, tryReceive }: ChannelKit<C, R> & TryKit<C>): Program {
  return (messages) => run(async () => {
    const values = channel(0);
    for (let first = 0; first < PRODUCERS; first++) {
      go(async () => {
        for (let i = first; i < messages; i += PRODUCERS) if (!trySend(values, i)) await send(values, i);
      });
    }
    let sum = 0;
    for (let i = 0; i < messages; i++) sum += tryReceive(values) ?? received(await receive(values));
    checkSum(sum, messages);
  });
}
