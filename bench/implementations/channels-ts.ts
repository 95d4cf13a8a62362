import type { ChannelKit, LockKit } from '../cases/kit.ts';
import { channelPrograms, lockPrograms } from '../cases/programs.ts';
import type { Implementation } from '../harness/kinds.ts';
import { goroutine, load } from './peers/load.ts';

interface Channel {
  put: (value: number) => Promise<void>;
  take: () => Promise<number>;
}

const { Channel: MakeChannel } = await load<{ Channel: new (capacity: number) => Channel }>('channels.ts');

export const kit: ChannelKit<Channel, number> & LockKit<Channel> = {
  run: (main) => main(),
  go: goroutine,
  channel: (capacity) => new MakeChannel(capacity),
  send: (channel, value) => channel.put(value),
  receive: (channel) => channel.take(),
  received: (result) => result,
  // It has no lock: a channel with one token.
  mutex: () => {
    const token = new MakeChannel(1);
    void token.put(0);
    return token;
  },
  lock: (token) => token.take(),
  unlock: (token) => void token.put(0),
};

export const implementation: Implementation = {
  programs: { ...channelPrograms(kit), ...lockPrograms(kit) },
  notComparable: { select: 'its select is a loop of callbacks that takes from every channel and keeps what it did not choose' },
};
