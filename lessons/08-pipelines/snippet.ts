// expect: output
// | even squares: 4 16 36 64 100
// | sum with four squarers: 1540
import {
  run, go, chan, defer, select, sync,
  type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

type Stop = ReceiveChannel<void>;
type Numbers = ReceiveChannel<number>;

/**
 * Sends, unless the pipeline is stopped first.
 * @returns whether the value was sent
 */
async function sent<T>(
  value: T, to: SendChannel<T>, done: Stop,
): Promise<boolean> {
  const event = await select({ taken: select.send(to, value), done });
  return event.case === 'taken';
}

/** The source: the numbers from 1 to `last`. */
function generate(last: number, done: Stop): Numbers {
  const out = chan<number>();
  go(async () => {
    using _close = defer(() => out.close());
    for (let n = 1; n <= last; n++) {
      if (!(await sent(n, out, done))) return;
    }
  });
  return out;
}

/** A stage: squares. */
function square(numbers: Numbers, done: Stop): Numbers {
  const out = chan<number>();
  go(async () => {
    using _close = defer(() => out.close());
    for await (const n of numbers) {
      if (!(await sent(n * n, out, done))) return;
    }
  });
  return out;
}

/** A stage: lets even numbers through. */
function keepEven(numbers: Numbers, done: Stop): Numbers {
  const out = chan<number>();
  go(async () => {
    using _close = defer(() => out.close());
    for await (const n of numbers) {
      if (n % 2 === 0 && !(await sent(n, out, done))) return;
    }
  });
  return out;
}

/** Joins any number of channels into one. */
function merge(done: Stop, ...channels: Numbers[]): Numbers {
  const out = chan<number>();
  const wg = new sync.WaitGroup();
  for (const channel of channels) {
    wg.go(async () => {
      for await (const n of channel) {
        if (!(await sent(n, out, done))) return;
      }
    });
  }
  go(async () => {
    await wg.wait();
    out.close();
  });
  return out;
}

async function oneOfEach(): Promise<void> {
  const done = chan<void>();
  // Whichever way this function ends.
  using _stop = defer(() => done.close());
  const even = keepEven(square(generate(10, done), done), done);
  const seen: number[] = [];
  for await (const n of even) seen.push(n);
  console.log('even squares:', seen.join(' '));
}

async function fourSquarers(): Promise<void> {
  const done = chan<void>();
  using _stop = defer(() => done.close());
  const numbers = generate(20, done);
  // All four take from the same channel.
  const squares = [1, 2, 3, 4].map(() => square(numbers, done));
  let sum = 0;
  for await (const n of keepEven(merge(done, ...squares), done)) {
    sum += n;
  }
  console.log('sum with four squarers:', sum);
}

await run(async () => {
  await oneOfEach();
  await fourSquarers();
});
