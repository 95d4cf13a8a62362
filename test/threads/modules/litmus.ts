import type { threads } from 'concurrency-tutor';

/** What the actors of all samples of a round share. */
export interface Stage {
  readonly channels: readonly threads.Channel<number>[];
  readonly mutexes: readonly threads.Mutex[];
  readonly integers: readonly (readonly [threads.Int32, threads.Int32])[];
  /** A word for each sample, written and read in the plain way. */
  readonly plain: Int32Array;
  /** What each actor has seen of each sample. */
  readonly seen: readonly [Int32Array, Int32Array];
}

/** What one actor does to one sample. @returns what it has seen */
type Step = (stage: Stage, sample: number) => number;

const CLOSED = 9;

function channel({ channels }: Stage, sample: number): threads.Channel<number> {
  return channels[sample] as threads.Channel<number>;
}

function receive(stage: Stage, sample: number): number {
  const received = channel(stage, sample).tryReceive();
  if (!received) return 0;
  return received[1] ? received[0] : CLOSED;
}

function send(value: number): Step {
  return (stage, sample) => {
    try {
      return channel(stage, sample).trySend(value) ? 1 : 0;
    } catch {
      return CLOSED;
    }
  };
}

function integer({ integers }: Stage, sample: number, which: 0 | 1): threads.Int32 {
  return (integers[sample] as readonly [threads.Int32, threads.Int32])[which];
}

function storeThenLoad(mine: 0 | 1): Step {
  return (stage, sample) => {
    integer(stage, sample, mine).store(1);
    return integer(stage, sample, mine === 0 ? 1 : 0).load();
  };
}

const tryLock: Step = ({ mutexes }, sample) => (mutexes[sample]?.tryLock() === true ? 1 : 0);
const increment: Step = (stage, sample) => integer(stage, sample, 0).add(1);

/** Both actors of each test. */
const tests: Readonly<Record<string, readonly [Step, Step]>> = {
  'one value, two receivers': [receive, receive],
  'one place, two senders': [send(1), send(2)],
  'a send and a close': [send(1), (stage, sample) => { channel(stage, sample).close(); return 1; }],
  'two values in order': [
    (stage, sample) => send(1)(stage, sample) + send(2)(stage, sample),
    (stage, sample) => receive(stage, sample) * 10 + receive(stage, sample),
  ],
  'a plain word published by a send': [
    (stage, sample) => { stage.plain[sample] = 1; return send(1)(stage, sample); },
    (stage, sample) => (receive(stage, sample) === 1 ? 10 + (stage.plain[sample] ?? 0) : 0),
  ],
  'store, then load the other': [storeThenLoad(0), storeThenLoad(1)],
  'two increments': [increment, increment],
  'two attempts at a lock': [tryLock, tryLock],
};

/** Does the steps of one actor to every sample, round after round. */
export function act(name: string, role: 0 | 1, stage: Stage, start: threads.ReceiveChannel<number>, done: threads.SendChannel<number>): void {
  const step = (tests[name] as readonly [Step, Step])[role];
  const seen = stage.seen[role];
  for (let round = start.receiveSync(); round !== undefined; round = start.receiveSync()) {
    for (let sample = 0; sample < seen.length; sample++) seen[sample] = step(stage, sample);
    done.sendSync(round);
  }
}
