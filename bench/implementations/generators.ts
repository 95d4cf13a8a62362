import { PRODUCERS } from '../cases/fan-in.ts';
import { checkSum } from '../harness/check.ts';
import type { Implementation, Program } from '../harness/kinds.ts';
import { Channel } from '../spikes/generators/channel.ts';
import { PARKED, spawn } from '../spikes/generators/tasks.ts';

/** Goroutines written as generators that yield only when they must wait: the fastest of the generator designs, and not what people write. */
type Steps = Generator<unknown, void, unknown>;

function run(main: () => Steps): Promise<void> {
  return new Promise((resolve, reject) => { spawn(main()).then(() => resolve(), reject); });
}

function* produce(out: Channel, from: number, to: number, step: number): Steps {
  for (let i = from; i < to; i += step) if (out.send(i) === PARKED) yield PARKED;
}

function* receive(from: Channel): Generator<unknown, number, unknown> {
  const value = from.receive();
  return value === PARKED ? (yield PARKED) as number : value;
}

function* consume(values: Channel, messages: number): Steps {
  let sum = 0;
  for (let i = 0; i < messages; i++) {
    const value = values.receive();
    sum += value === PARKED ? (yield PARKED) as number : value;
  }
  checkSum(sum, messages);
}

const pingPong: Program = (rounds) => run(function* () {
  const ping = new Channel(0);
  const pong = new Channel(0);
  spawn((function* (): Steps {
    for (let i = 0; i < rounds; i++) {
      const value = ping.receive();
      if (pong.send((value === PARKED ? (yield PARKED) as number : value) + 1) === PARKED) yield PARKED;
    }
  })());
  for (let i = 0; i < rounds; i++) {
    if (ping.send(i) === PARKED) yield PARKED;
    if (pong.receive() === PARKED) yield PARKED;
  }
});

function producerConsumer(capacity: number): Program {
  return (messages) => run(function* () {
    const values = new Channel(capacity);
    spawn(produce(values, 0, messages, 1));
    yield* consume(values, messages);
  });
}

const fanIn: Program = (messages) => run(function* () {
  const values = new Channel(0);
  for (let first = 0; first < PRODUCERS; first++) spawn(produce(values, first, messages, PRODUCERS));
  yield* consume(values, messages);
});

function* filter(from: Channel, to: Channel, prime: number): Steps {
  for (;;) {
    const value = from.receive();
    const n = value === PARKED ? (yield PARKED) as number : value;
    if (n % prime !== 0 && to.send(n) === PARKED) yield PARKED;
  }
}

const sieve: Program = (primes) => run(function* () {
  let numbers = new Channel(0);
  spawn(produce(numbers, 2, Infinity, 1));
  for (let i = 0; i < primes; i++) {
    const prime = yield* receive(numbers);
    const filtered = new Channel(0);
    spawn(filter(numbers, filtered, prime));
    numbers = filtered;
  }
});

export const implementation: Implementation = {
  programs: { 'ping-pong': pingPong, unbuffered: producerConsumer(0), buffered: producerConsumer(128), 'fan-in': fanIn, sieve },
};
