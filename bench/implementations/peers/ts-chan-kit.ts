import type { ChannelKit, LockKit, SelectKit, TimeoutKit } from '../../cases/kit.ts';
import { goroutine, load } from './load.ts';

interface Result {
  readonly value: number;
}

interface Channel {
  setUnsafe: (unsafe: boolean) => Channel;
  send: (value: number) => Promise<void>;
  trySend: (value: number) => boolean;
  recv: () => Promise<Result>;
}

interface Select {
  setUnsafe: (unsafe: boolean) => Select;
  readonly cases: readonly object[];
  wait: (abort?: AbortSignal) => Promise<number>;
  recv: (case_: object | undefined) => Result;
}

const { Chan, Select: MakeSelect, recv } = await load<{
  Chan: new (capacity: number) => Channel;
  Select: new (cases: readonly object[]) => Select;
  recv: (channel: Channel) => object;
}>('ts-chan');

/** @param safety unsafe: without its turns of the event loop between operations, which it calls a mitigation */
export function tsChan(safety: 'safe' | 'unsafe'): ChannelKit<Channel, Result> & SelectKit<Channel, number> & LockKit<Channel> & TimeoutKit<Channel, number> {
  const unsafe = safety === 'unsafe';
  const channel = (capacity: number): Channel => new Chan(capacity).setUnsafe(unsafe);
  return {
    run: (main) => main(),
    go: goroutine,
    channel,
    send: (to, value) => to.send(value),
    receive: (from) => from.recv(),
    received: ({ value }) => value,
    selecting: (a, b, c, d) => {
      const select = new MakeSelect([recv(a), recv(b), recv(c), recv(d)]).setUnsafe(unsafe);
      return { next: () => select.wait(), value: (chosen) => select.recv(select.cases[chosen]).value };
    },
    before: (a, delay) => {
      const select = new MakeSelect([recv(a)]).setUnsafe(unsafe);
      return { next: () => select.wait(AbortSignal.timeout(delay)), value: (chosen) => select.recv(select.cases[chosen]).value };
    },
    // It has no lock: a channel with one token.
    mutex: () => {
      const token = channel(1);
      token.trySend(0);
      return token;
    },
    lock: (token) => token.recv(),
    unlock: (token) => void token.trySend(0),
  };
}
