import { once } from 'node:events';
import { fork } from 'node:child_process';
import { Worker } from 'node:worker_threads';
import { type Contestant, rate } from '../kinds.ts';

type Mode = 'produce' | 'consume' | 'echo';

const CAPACITY = 1_024;

async function start(mode: Mode, shared: SharedArrayBuffer): Promise<Worker> {
  const worker = new Worker(new URL('../workers/floor.js', import.meta.url), { workerData: { mode, shared } });
  if (mode !== 'echo') await once(worker, 'message');
  return worker;
}

/** Written by hand for exactly this. */
export const contestant: Contestant = {
  'round-trips': async (size) => {
    const shared = new SharedArrayBuffer(256);
    const words = new Int32Array(shared);
    const worker = await start('echo', shared);
    const alive = setInterval(() => {}, 1e6);
    const rounds = async (count: number): Promise<void> => {
      for (let n = 0; n < count; n++) {
        Atomics.store(words, 0, 1);
        Atomics.notify(words, 0);
        const woken = Atomics.waitAsync(words, 16, 0);
        if (woken.async) await woken.value;
        Atomics.store(words, 16, 0);
      }
    };
    await rounds(1_000);
    const result = await rate(size, () => rounds(size));
    clearInterval(alive);
    await worker.terminate();
    return result;
  },
  'numbers-across': async (size) => {
    const shared = new SharedArrayBuffer((64 + CAPACITY) * 4);
    const [producer, consumer] = [await start('produce', shared), await start('consume', shared)];
    const pass = async (count: number): Promise<void> => {
      consumer.postMessage(count);
      producer.postMessage(count);
      await once(consumer, 'message');
    };
    await pass(100_000);
    const result = await rate(size, () => pass(size));
    await Promise.all([producer.terminate(), consumer.terminate()]);
    return result;
  },
  'numbers-home': async (size) => {
    const shared = new SharedArrayBuffer((64 + CAPACITY) * 4);
    const words = new Int32Array(shared);
    const producer = await start('produce', shared);
    const receive = async (count: number): Promise<number> => {
      producer.postMessage(count);
      let sum = 0;
      for (let n = 0; n < count; n++) {
        const head = words[0] as number;
        while (Atomics.load(words, 16) === head) {
          Atomics.store(words, 32, 1);
          const woken = Atomics.waitAsync(words, 16, head);
          if (woken.async) await woken.value;
          Atomics.store(words, 32, 0);
        }
        sum += words[64 + (head & (CAPACITY - 1))] as number;
        Atomics.store(words, 0, head + 1);
        if (Atomics.load(words, 48) === 1) Atomics.notify(words, 0);
      }
      return sum;
    };
    await receive(50_000);
    const result = await rate(size, () => receive(size));
    await producer.terminate();
    return result;
  },
  // Two processes share nothing at all: no pool of threads can do better.
  'speed-up': async (size) => {
    const children = [0, 1].map(() => fork(new URL('../workers/process.js', import.meta.url)));
    const time = async (count: number, tasks: number): Promise<number> => {
      const began = performance.now();
      await Promise.all(children.slice(0, count).map(async (child) => {
        child.send(tasks / count);
        await once(child, 'message');
      }));
      return performance.now() - began;
    };
    await time(2, 40);
    const result = (await time(1, size)) / (await time(2, size));
    for (const child of children) child.kill();
    return result;
  },
};
