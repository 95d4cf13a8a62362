import { PRODUCERS } from '../cases/fan-in.ts';
import type { ChannelKit, SelectKit } from '../cases/kit.ts';
import { CONTENDERS } from '../cases/mutex.ts';
import { MINUTE } from '../cases/timeout.ts';
import { clock } from '../harness/clock.ts';
import { checkCount, checkSum } from '../harness/check.ts';
import type { Implementation, Outcome, Program } from '../harness/kinds.ts';
import { heldSince, memoryNow, nextTurn } from '../harness/memory.ts';
import { goroutine, load } from './peers/load.ts';

interface Effect<T> {
  [Symbol.iterator](): Generator<Effect<unknown>, T, unknown>;
}
type Body = Generator<Effect<unknown>, void, unknown>;
interface Queue {
  readonly _queue: never;
}
interface Semaphore {
  take: (permits: number) => Effect<number>;
  release: (permits: number) => Effect<number>;
}

/** Its goroutines are fibers that run generators, so the cases are written again for it. */
const { Effect: E, Queue: Q, Semaphore: S } = await load<{
  Effect: {
    gen: (body: () => Body) => Effect<void>;
    forkChild: (body: Effect<void>) => Effect<unknown>;
    raceAll: (effects: readonly Effect<number>[]) => Effect<number>;
    runPromise: <T>(effect: Effect<T>) => Promise<T>;
    runSync: <T>(effect: Effect<T>) => T;
    succeed: (value: number) => Effect<number>;
    timeoutOrElse: (effect: Effect<number>, options: { duration: number; orElse: () => Effect<number> }) => Effect<number>;
    yieldNow: Effect<void>;
    promise: (start: () => Promise<void>) => Effect<void>;
  };
  Queue: {
    bounded: (capacity: number) => Effect<Queue>;
    offer: (queue: Queue, value: number) => Effect<boolean>;
    take: (queue: Queue) => Effect<number>;
  };
  Semaphore: { make: (permits: number) => Effect<Semaphore> };
}>('effect');

const run = (main: () => Body): Promise<void> => E.runPromise(E.gen(main));
const go = (body: () => Body): Effect<unknown> => E.forkChild(E.gen(body));

function* produce(out: Queue, from: number, to: number, step: number): Body {
  for (let i = from; i < to; i += step) yield* Q.offer(out, i);
}

function* consume(values: Queue, messages: number): Body {
  let sum = 0;
  for (let i = 0; i < messages; i++) sum += yield* Q.take(values);
  checkSum(sum, messages);
}

const pingPong: Program = (rounds) => run(function* () {
  const ping = yield* Q.bounded(0);
  const pong = yield* Q.bounded(0);
  yield* go(function* () {
    for (let i = 0; i < rounds; i++) yield* Q.offer(pong, (yield* Q.take(ping)) + 1);
  });
  for (let i = 0; i < rounds; i++) {
    yield* Q.offer(ping, i);
    yield* Q.take(pong);
  }
});

function producerConsumer(capacity: number): Program {
  return (messages) => run(function* () {
    const values = yield* Q.bounded(capacity);
    yield* go(() => produce(values, 0, messages, 1));
    yield* consume(values, messages);
  });
}

const fanIn: Program = (messages) => run(function* () {
  const values = yield* Q.bounded(0);
  for (let first = 0; first < PRODUCERS; first++) yield* go(() => produce(values, first, messages, PRODUCERS));
  yield* consume(values, messages);
});

/** It has no select: a race of takes, whose losers it interrupts. */
const select: Program = (messages) => run(function* () {
  const channels: Queue[] = [];
  for (let first = 0; first < 4; first++) {
    const out = yield* Q.bounded(0);
    channels.push(out);
    yield* go(() => produce(out, first, messages, 4));
  }
  let sum = 0;
  for (let i = 0; i < messages; i++) sum += yield* E.raceAll(channels.map((channel) => Q.take(channel)));
  checkSum(sum, messages);
});

function* filter(from: Queue, to: Queue, prime: number): Body {
  for (;;) {
    const n = yield* Q.take(from);
    if (n % prime !== 0) yield* Q.offer(to, n);
  }
}

const sieve: Program = (primes) => run(function* () {
  let numbers = yield* Q.bounded(0);
  const source = numbers;
  yield* go(() => produce(source, 2, Infinity, 1));
  for (let i = 0; i < primes; i++) {
    const prime = yield* Q.take(numbers);
    const unfiltered = numbers;
    const filtered = yield* Q.bounded(0);
    yield* go(() => filter(unfiltered, filtered, prime));
    numbers = filtered;
  }
});

const mutex: Program = (locks) => run(function* () {
  const lock = yield* S.make(1);
  const ended = yield* Q.bounded(CONTENDERS);
  let count = 0;
  for (let first = 0; first < CONTENDERS; first++) {
    yield* go(function* () {
      for (let i = first; i < locks; i += CONTENDERS) {
        yield* lock.take(1);
        const before = count;
        yield* E.yieldNow;
        count = before + 1;
        yield* lock.release(1);
      }
      yield* Q.offer(ended, first);
    });
  }
  for (let i = 0; i < CONTENDERS; i++) yield* Q.take(ended);
  checkCount(count, locks);
});

/** Its way to give up after a while: a race with a sleep, whose loser it interrupts. */
const timeout: Program = (messages) => run(function* () {
  const values = yield* Q.bounded(0);
  yield* go(() => produce(values, 0, messages, 1));
  let sum = 0;
  for (let i = 0; i < messages; i++) sum += (yield* E.timeoutOrElse(Q.take(values), { duration: MINUTE, orElse: () => E.succeed(Number.NaN) }));
  checkSum(sum, messages);
});

const spawn: Program = async (goroutines) => {
  let outcome: Outcome | undefined;
  await run(function* () {
    const gate = yield* Q.bounded(0);
    let begun = 0;
    const before = memoryNow();
    const start = clock();
    for (let i = 0; i < goroutines; i++) {
      yield* go(function* () {
        begun++;
        yield* Q.take(gate);
      });
    }
    while (begun < goroutines) yield* E.promise(nextTurn);
    const seconds = (clock() - start) / 1_000;
    const parked = memoryNow();
    outcome = { seconds, memory: heldSince(before, parked) };
    for (let i = 0; i < goroutines; i++) yield* Q.offer(gate, i);
  });
  return outcome;
};

/** With promises around its operations: for the properties, not for the clock. */
export const kit: ChannelKit<Queue, number> & SelectKit<Queue, number> = {
  run: (main) => main(),
  go: goroutine,
  channel: (capacity) => E.runSync(Q.bounded(capacity)),
  send: (channel, value) => E.runPromise(Q.offer(channel, value)),
  receive: (channel) => E.runPromise(Q.take(channel)),
  received: (value) => value,
  selecting: (a, b, c, d) => ({
    next: () => E.runPromise(E.raceAll([a, b, c, d].map((channel) => Q.take(channel)))),
    value: (value) => value,
  }),
};

export const implementation: Implementation = {
  programs: { 'ping-pong': pingPong, unbuffered: producerConsumer(0), buffered: producerConsumer(128), select, 'fan-in': fanIn, sieve, mutex, timeout, 'spawn-100k': spawn, 'spawn-1m': spawn },
};
