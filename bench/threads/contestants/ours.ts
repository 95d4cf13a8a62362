import { monitorEventLoopDelay } from 'node:perf_hooks';
import { run, threads } from '../../../dist/index.js';
import { type Contestant, rate } from '../kinds.ts';

/** The exports of `workers/ours.js`. */
interface Workers {
  echo(from: unknown, to: unknown): Promise<void>;
  produce(to: unknown, count: number): void;
  produceObjects(to: unknown, count: number): Promise<void>;
  consume(from: unknown, done: unknown): void;
  empty(): void;
  compute(from: number, count: number): number;
  answer(to: unknown): Promise<void>;
}

const workers = threads.module<Workers>(new URL('../workers/ours.js', import.meta.url));

/** Both threads are there, and have read their module. */
async function warm(count: number): Promise<void> {
  const answers = threads.chan<number>();
  for (let n = 0; n < count; n++) threads.go(workers, 'answer', answers);
  for (let n = 0; n < count; n++) await answers.receive();
}

async function timeOn(count: number, tasks: number): Promise<number> {
  const began = performance.now();
  const wg = new threads.WaitGroup();
  for (let n = 0; n < count; n++) wg.go(workers, 'compute', 0, tasks / count);
  await wg.wait();
  return performance.now() - began;
}

const receiveAll = async (ch: threads.ReceiveChannel<unknown>, count: number): Promise<void> => {
  for (let n = 0; n < count; n++) await ch.receive();
};

export const contestant: Contestant = {
  'round-trips': (size) => run(async () => {
    const [there, back] = [threads.chan<number>(), threads.chan<number>()];
    threads.go(workers, 'echo', there, back);
    const rounds = async (count: number): Promise<void> => {
      for (let n = 0; n < count; n++) {
        await there.send(n);
        await back.receive();
      }
    };
    await rounds(1_000);
    return rate(size, () => rounds(size));
  }),
  'numbers-across': (size) => run(async () => {
    const once = async (count: number): Promise<void> => {
      const [numbers, done, wg] = [threads.chan<number>(1_024), threads.chan<number>(), new threads.WaitGroup()];
      wg.go(workers, 'produce', numbers, count);
      threads.go(workers, 'consume', numbers, done);
      await wg.wait();
      numbers.close();
      await done.receive();
    };
    await warm(2);
    await once(100_000);
    return rate(size, () => once(size));
  }),
  'numbers-home': (size) => run(async () => {
    const once = async (count: number): Promise<void> => {
      const numbers = threads.chan<number>(1_024);
      threads.go(workers, 'produce', numbers, count);
      await receiveAll(numbers, count);
    };
    await once(50_000);
    return rate(size, () => once(size));
  }),
  'objects-home': (size) => run(async () => {
    const once = async (count: number): Promise<void> => {
      const objects = threads.chan<object>(1_024);
      threads.go(workers, 'produceObjects', objects, count);
      await receiveAll(objects, count);
    };
    await once(5_000);
    return rate(size, () => once(size));
  }),
  'four-by-four': (size) => run(async () => {
    const once = async (count: number): Promise<void> => {
      const [numbers, done, wg] = [threads.chan<number>(1_024), threads.chan<number>(4), new threads.WaitGroup()];
      for (let n = 0; n < 4; n++) wg.go(workers, 'produce', numbers, count / 4);
      for (let n = 0; n < 4; n++) threads.go(workers, 'consume', numbers, done);
      await wg.wait();
      numbers.close();
      await receiveAll(done, 4);
    };
    await once(80_000);
    return rate(size, () => once(size));
  }),
  'empty-tasks': (size) => run(async () => {
    const once = async (count: number): Promise<void> => {
      const wg = new threads.WaitGroup();
      for (let n = 0; n < count; n++) wg.go(workers, 'empty');
      await wg.wait();
    };
    await once(2_000);
    return rate(size, () => once(size));
  }),
  'speed-up': (size) => run(async () => {
    await timeOn(2, 40);
    return (await timeOn(1, size)) / (await timeOn(2, size));
  }),
  'start': () => run(async () => {
    const began = performance.now();
    await warm(1);
    return performance.now() - began;
  }),
  'loop-delay': (size) => run(async () => {
    const numbers = threads.chan<number>(1_024);
    for (let n = 0; n < 2; n++) threads.go(workers, 'produce', numbers, Number.MAX_SAFE_INTEGER);
    const histogram = monitorEventLoopDelay({ resolution: 1 });
    histogram.enable();
    const until = performance.now() + size;
    while (performance.now() < until) await numbers.receive();
    histogram.disable();
    return histogram.percentile(99) / 1e6;
  }),
};
