import { PRODUCERS } from '../cases/fan-in.ts';
import type { ChannelKit, SelectKit } from '../cases/kit.ts';
import { CONTENDERS } from '../cases/mutex.ts';
import { MINUTE } from '../cases/timeout.ts';
import { checkCount, checkSum } from '../harness/check.ts';
import type { Implementation, Program } from '../harness/kinds.ts';
import { goroutine, load } from './peers/load.ts';

type Step = object;
type Body = Generator<Step, void, unknown>;
interface Channel {
  close: () => void;
}

/** Its goroutines are generators, so the cases are written again for it. */
const csp = (await load<{ default: {
  go: (body: () => Body) => void;
  chan: (capacity?: number) => Channel;
  put: (channel: Channel, value: number) => Step;
  take: (channel: Channel) => Step;
  timeout: (delay: number) => Channel;
  alts: (channels: readonly Channel[]) => Step;
  putAsync: (channel: Channel, value: number, done?: () => void) => void;
  takeAsync: (channel: Channel, done: (value: number) => void) => void;
} }>('js-csp')).default;
const { chan, put, take, go } = csp;

/** Runs main to its end. */
function run(main: () => Body): Promise<void> {
  return new Promise((resolve, reject) => {
    go(function* () {
      try {
        yield* main();
        resolve();
      } catch (error) {
        reject(error);
      }
    });
  });
}

function* produce(out: Channel, from: number, to: number, step: number): Body {
  for (let i = from; i < to; i += step) yield put(out, i);
}

function* consume(values: Channel, messages: number): Body {
  let sum = 0;
  for (let i = 0; i < messages; i++) sum += (yield take(values)) as number;
  checkSum(sum, messages);
}

const pingPong: Program = (rounds) => run(function* () {
  const ping = chan();
  const pong = chan();
  go(function* () {
    for (let i = 0; i < rounds; i++) yield put(pong, ((yield take(ping)) as number) + 1);
  });
  for (let i = 0; i < rounds; i++) {
    yield put(ping, i);
    yield take(pong);
  }
});

function producerConsumer(capacity: number): Program {
  return (messages) => run(function* () {
    const values = capacity === 0 ? chan() : chan(capacity);
    go(() => produce(values, 0, messages, 1));
    yield* consume(values, messages);
  });
}

const fanIn: Program = (messages) => run(function* () {
  const values = chan();
  for (let first = 0; first < PRODUCERS; first++) go(() => produce(values, first, messages, PRODUCERS));
  yield* consume(values, messages);
});

const select: Program = (messages) => run(function* () {
  const channels = [chan(), chan(), chan(), chan()];
  channels.forEach((out, first) => go(() => produce(out, first, messages, 4)));
  let sum = 0;
  for (let i = 0; i < messages; i++) sum += ((yield csp.alts(channels)) as { value: number }).value;
  checkSum(sum, messages);
});

function* filter(from: Channel, to: Channel, prime: number): Body {
  for (;;) {
    const n = (yield take(from)) as number;
    if (n % prime !== 0) yield put(to, n);
  }
}

const sieve: Program = (primes) => run(function* () {
  let numbers = chan();
  const source = numbers;
  go(() => produce(source, 2, Infinity, 1));
  for (let i = 0; i < primes; i++) {
    const prime = (yield take(numbers)) as number;
    const unfiltered = numbers;
    const filtered = chan();
    go(() => filter(unfiltered, filtered, prime));
    numbers = filtered;
  }
});

const mutex: Program = (locks) => run(function* () {
  const token = chan(1);
  const elsewhere = chan(1);
  const ended = chan(CONTENDERS);
  csp.putAsync(token, 0);
  let count = 0;
  for (let first = 0; first < CONTENDERS; first++) {
    go(function* () {
      for (let i = first; i < locks; i += CONTENDERS) {
        yield take(token);
        const before = count;
        // It can await its own operations only; this one goes on at once.
        yield put(elsewhere, 0);
        yield take(elsewhere);
        count = before + 1;
        csp.putAsync(token, 0);
      }
      yield put(ended, first);
    });
  }
  for (let i = 0; i < CONTENDERS; i++) yield take(ended);
  checkCount(count, locks);
});

/** Its timeouts cannot be stopped: each stays until it is due. */
const timeout: Program = (messages) => run(function* () {
  const values = chan();
  go(() => produce(values, 0, messages, 1));
  let sum = 0;
  for (let i = 0; i < messages; i++) sum += ((yield csp.alts([values, csp.timeout(MINUTE)])) as { value: number }).value;
  checkSum(sum, messages);
});

/** With promises around its operations: for the properties, not for the clock. */
export const kit: ChannelKit<Channel, number> & SelectKit<Channel, number> = {
  run: (main) => main(),
  go: goroutine,
  channel: (capacity) => (capacity === 0 ? chan() : chan(capacity)),
  send: (channel, value) => new Promise<void>((resolve) => { csp.putAsync(channel, value, resolve); }),
  receive: (channel) => new Promise((resolve) => { csp.takeAsync(channel, resolve); }),
  received: (value) => value,
  selecting: (a, b, c, d) => ({
    next: () => new Promise((resolve) => {
      go(function* () { resolve(((yield csp.alts([a, b, c, d])) as { value: number }).value); });
    }),
    value: (value) => value,
  }),
};

const refusesWaiters = 'it refuses more than 1,024 waiters on a channel';
export const implementation: Implementation = {
  programs: { 'ping-pong': pingPong, unbuffered: producerConsumer(0), buffered: producerConsumer(128), select, 'fan-in': fanIn, sieve, mutex, timeout },
  notComparable: { 'spawn-100k': refusesWaiters, 'spawn-1m': refusesWaiters },
};
