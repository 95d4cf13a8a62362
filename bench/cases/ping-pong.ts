import type { Program } from '../harness/kinds.ts';
import type { ChannelKit, TryKit } from './kit.ts';

/** Two goroutines pass a value to and fro over two unbuffered channels. */
export function pingPong<C, R>({ run, go, channel, send, receive, received }: ChannelKit<C, R>): Program {
  return (rounds) => run(async () => {
    const ping = channel(0);
    const pong = channel(0);
    go(async () => {
      for (let i = 0; i < rounds; i++) {
        const value = received(await receive(ping));
        await send(pong, value + 1);
      }
    });
    for (let i = 0; i < rounds; i++) {
      await send(ping, i);
      await receive(pong);
    }
  });
}

/** The same, waiting only when blocked. */
export function pingPongTrying<C, R>({ run, go, channel, send, receive, received, trySend, tryReceive }: ChannelKit<C, R> & TryKit<C>): Program {
  return (rounds) => run(async () => {
    const ping = channel(0);
    const pong = channel(0);
    go(async () => {
      for (let i = 0; i < rounds; i++) {
        const value = tryReceive(ping) ?? received(await receive(ping));
        if (!trySend(pong, value + 1)) await send(pong, value + 1);
      }
    });
    for (let i = 0; i < rounds; i++) {
      if (!trySend(ping, i)) await send(ping, i);
      if (tryReceive(pong) === undefined) await receive(pong);
    }
  });
}
