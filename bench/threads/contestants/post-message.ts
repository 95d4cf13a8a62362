import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { MessageChannel, Worker } from 'node:worker_threads';
import { type Contestant, rate } from '../kinds.ts';

const start = (): Worker => new Worker(new URL('../workers/messages.js', import.meta.url));

async function received(worker: Worker, count: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let left = count;
  const listener = (): void => {
    if (--left === 0) resolve();
  };
  worker.on('message', listener);
  await promise;
  worker.off('message', listener);
}

function toHome(kind: 'produce' | 'objects', warmUp: number) {
  return async (size: number): Promise<number> => {
    const worker = start();
    const pass = async (count: number): Promise<void> => {
      const all = received(worker, count);
      worker.postMessage({ kind, count });
      await all;
    };
    await pass(warmUp);
    const result = await rate(size, () => pass(size));
    await worker.terminate();
    return result;
  };
}

/** What Node has. */
export const contestant: Contestant = {
  'round-trips': async (size) => {
    const worker = start();
    const rounds = async (count: number): Promise<void> => {
      for (let n = 0; n < count; n++) {
        worker.postMessage(n);
        await once(worker, 'message');
      }
    };
    await rounds(1_000);
    const result = await rate(size, () => rounds(size));
    await worker.terminate();
    return result;
  },
  'numbers-across': async (size) => {
    const [producer, consumer] = [start(), start()];
    const pass = async (count: number): Promise<void> => {
      const { port1, port2 } = new MessageChannel();
      consumer.postMessage({ kind: 'consume', count, port: port2 }, [port2]);
      producer.postMessage({ kind: 'produce', count, port: port1 }, [port1]);
      await once(consumer, 'message');
    };
    await pass(50_000);
    const result = await rate(size, () => pass(size));
    await Promise.all([producer.terminate(), consumer.terminate()]);
    return result;
  },
  'numbers-home': toHome('produce', 50_000),
  'objects-home': toHome('objects', 5_000),
  'start': async () => {
    const began = performance.now();
    const worker = start();
    worker.postMessage(1);
    await once(worker, 'message');
    const result = performance.now() - began;
    await worker.terminate();
    return result;
  },
  'loop-delay': async (size) => {
    const workers = [start(), start()];
    let sum = 0;
    for (const worker of workers) {
      worker.on('message', (n: number) => { sum += n; });
      worker.postMessage({ kind: 'for ever' });
    }
    const histogram = monitorEventLoopDelay({ resolution: 1 });
    histogram.enable();
    await new Promise((resolve) => { setTimeout(resolve, size); });
    histogram.disable();
    await Promise.all(workers.map((worker) => worker.terminate()));
    return sum > 0 ? histogram.percentile(99) / 1e6 : NaN;
  },
};
