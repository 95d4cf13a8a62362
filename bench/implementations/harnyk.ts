import type { ChannelKit, LockKit, SelectKit } from '../cases/kit.ts';
import { awaitingPrograms } from '../cases/programs.ts';
import type { Implementation } from '../harness/kinds.ts';
import { goroutine, load } from './peers/load.ts';

type Maybe = readonly [number, true] | readonly [undefined, false];

interface Channel {
  send: (value: number) => Promise<void>;
  recv: () => Promise<Maybe>;
}

interface Select extends PromiseLike<void> {
  recv: (channel: Channel, callback: (value: Maybe) => void) => Select;
}

const { Chan, select } = await load<{ Chan: new (capacity: number) => Channel; select: () => Select }>('@harnyk/chan');

export const kit: ChannelKit<Channel, Maybe> & SelectKit<Channel, Maybe> & LockKit<Channel> = {
  run: (main) => main(),
  go: goroutine,
  channel: (capacity) => new Chan(capacity),
  send: (channel, value) => channel.send(value),
  receive: (channel) => channel.recv(),
  received: ([value]) => value as number,
  // Its select may settle before the callback has the value, so the callback is what is waited for.
  selecting: (a, b, c, d) => ({
    next: () => new Promise((resolve, reject) => {
      select().recv(a, resolve).recv(b, resolve).recv(c, resolve).recv(d, resolve).then(undefined, reject);
    }),
    value: ([value]) => value as number,
  }),
  // It has no lock: a channel with one token.
  mutex: () => {
    const token = new Chan(1);
    void token.send(0);
    return token;
  },
  lock: (token) => token.recv(),
  unlock: (token) => void token.send(0),
};

export const implementation: Implementation = { programs: awaitingPrograms(kit) };
