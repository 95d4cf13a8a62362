import { checkSum } from '../harness/check.ts';
import type { Program } from '../harness/kinds.ts';
import type { ChannelKit, TimeoutKit } from './kit.ts';

export const MINUTE = 60_000;

/** Every message is waited for with a timeout that never fires: what does it cost to make and to forget it? */
export function receiveWithTimeout<C, R, E>({ run, go, channel, send, before }: ChannelKit<C, R> & TimeoutKit<C, E>): Program {
  return (messages) => run(async () => {
    const values = channel(0);
    go(async () => {
      for (let i = 0; i < messages; i++) await send(values, i);
    });
    const { next, value } = before(values, MINUTE);
    let sum = 0;
    for (let i = 0; i < messages; i++) sum += value(await next());
    checkSum(sum, messages);
  });
}
