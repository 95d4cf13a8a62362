import type { ChannelKit, LockKit, SelectKit, TimeoutKit } from '../cases/kit.ts';
import { awaitingPrograms, timeoutPrograms } from '../cases/programs.ts';
import type { Implementation } from '../harness/kinds.ts';
import { goroutine, load } from './peers/load.ts';

interface Channel {
  write: (value: number) => Promise<void>;
  tryWrite: (value: number) => boolean;
  read: () => Promise<number | undefined>;
  raceRead: () => unknown;
}

interface Event {
  readonly value: number;
}

const csp = await load<{
  Channel: new (capacity: number) => Channel;
  sleep: (delay: number, value: undefined, signal: AbortSignal) => Promise<undefined>;
  select: (cases: Record<string, unknown>) => Promise<Event>;
}>('@azerum/ts-csp');

export const kit: ChannelKit<Channel, number | undefined> & SelectKit<Channel, Event> & LockKit<Channel> & TimeoutKit<Channel, Event> = {
  run: (main) => main(),
  go: goroutine,
  channel: (capacity) => new csp.Channel(capacity),
  send: (channel, value) => channel.write(value),
  receive: (channel) => channel.read(),
  received: (result) => result as number,
  selecting: (a, b, c, d) => ({
    next: () => csp.select({ a: a.raceRead(), b: b.raceRead(), c: c.raceRead(), d: d.raceRead() }),
    value: ({ value }) => value,
  }),
  before: (a, delay) => ({
    next: () => csp.select({ a: a.raceRead(), late: (signal: AbortSignal) => csp.sleep(delay, undefined, signal) }),
    value: ({ value }) => value,
  }),
  // It has no lock: a channel with one token.
  mutex: () => {
    const token = new csp.Channel(1);
    token.tryWrite(0);
    return token;
  },
  lock: (token) => token.read(),
  unlock: (token) => void token.tryWrite(0),
};

export const implementation: Implementation = { programs: { ...awaitingPrograms(kit), ...timeoutPrograms(kit) } };
