import type { ChannelKit, LockKit, SelectKit, TimeoutKit } from '../cases/kit.ts';
import { awaitingPrograms, timeoutPrograms } from '../cases/programs.ts';
import type { Implementation } from '../harness/kinds.ts';
import { goroutine, load } from './peers/load.ts';

interface Channel {
  write: (value: number) => Promise<boolean>;
  read: () => Promise<number | undefined>;
}

const csp = await load<{
  Channel: new (capacity: number) => Channel;
  timeout: (delay: number) => Channel;
  select: (...channels: Channel[]) => Promise<[number | undefined, Channel]>;
}>('@thi.ng/csp');

/** Its channels hold one value at least, but a write ends when the value is read, whatever the capacity. */
export const kit: ChannelKit<Channel, number | undefined> & SelectKit<Channel, [number | undefined, Channel]> & LockKit<Channel>
  & TimeoutKit<Channel, [number | undefined, Channel]> = {
  run: (main) => main(),
  go: goroutine,
  channel: (capacity) => new csp.Channel(Math.max(1, capacity)),
  send: (channel, value) => channel.write(value),
  receive: (channel) => channel.read(),
  received: (result) => result as number,
  selecting: (a, b, c, d) => ({ next: () => csp.select(a, b, c, d), value: ([value]) => value as number }),
  // Its timeouts cannot be stopped: each stays until it is due.
  before: (a, delay) => ({ next: () => csp.select(a, csp.timeout(delay)), value: ([value]) => value as number }),
  // It has no lock: a channel with one token.
  mutex: () => {
    const token = new csp.Channel(1);
    void token.write(0);
    return token;
  },
  lock: (token) => token.read(),
  unlock: (token) => void token.write(0),
};

export const implementation: Implementation = { programs: { ...awaitingPrograms(kit), ...timeoutPrograms(kit) } };
