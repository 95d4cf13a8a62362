import { checkSum } from '../harness/check.ts';
import type { Program } from '../harness/kinds.ts';
import type { ChannelKit, SelectKit, TryKit } from './kit.ts';

/** Four producers with an unbuffered channel each; the consumer takes from whichever is ready. */
export function selectOverFour<C, R, E>({ run, go, channel, send, selecting }: ChannelKit<C, R> & SelectKit<C, E>): Program {
  return (messages) => run(async () => {
    const a = channel(0);
    const b = channel(0);
    const c = channel(0);
    const d = channel(0);
    [a, b, c, d].forEach((out, first) => go(async () => {
      for (let i = first; i < messages; i += 4) await send(out, i);
    }));
    const { next, value } = selecting(a, b, c, d);
    let sum = 0;
    for (let i = 0; i < messages; i++) sum += value(await next());
    checkSum(sum, messages);
  });
}

/** The same; the producers wait only when blocked, and the select is awaited: it has no other form. */
export function selectOverFourTrying<C, R, E>(kit: ChannelKit<C, R> & TryKit<C> & SelectKit<C, E>): Program {
  const { run, go, channel, send, trySend, selecting } = kit;
  return (messages) => run(async () => {
    const a = channel(0);
    const b = channel(0);
    const c = channel(0);
    const d = channel(0);
    [a, b, c, d].forEach((out, first) => go(async () => {
      for (let i = first; i < messages; i += 4) if (!trySend(out, i)) await send(out, i);
    }));
    const { next, value } = selecting(a, b, c, d);
    let sum = 0;
    for (let i = 0; i < messages; i++) sum += value(await next());
    checkSum(sum, messages);
  });
}
