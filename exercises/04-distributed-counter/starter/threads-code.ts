/** What runs on the threads. You need not change this file. */
import type { threads } from 'concurrency-tutor';

/** The counter goroutine: the number is its own until it is done. */
export async function count(requests: threads.ReceiveChannel<number>, total: threads.Int32): Promise<void> {
  let sum = 0;
  for await (const delta of requests) sum += delta;
  total.store(sum);
}

export async function sendMany(times: number, requests: threads.SendChannel<number>, ready: threads.WaitGroup, start: threads.ReceiveChannel<true>): Promise<void> {
  ready.done();
  await start.receive();
  for (let i = 0; i < times; i++) await requests.send(1);
}

export async function addLocked(times: number, total: threads.Int32, lock: threads.Mutex, ready: threads.WaitGroup, start: threads.ReceiveChannel<true>): Promise<void> {
  ready.done();
  await start.receive();
  for (let i = 0; i < times; i++) {
    await lock.lock();
    // Under the lock, reading and writing in two steps is safe.
    total.store(total.load() + 1);
    lock.unlock();
  }
}

export async function addAtomic(times: number, total: threads.Int32, ready: threads.WaitGroup, start: threads.ReceiveChannel<true>): Promise<void> {
  ready.done();
  await start.receive();
  for (let i = 0; i < times; i++) total.add(1);
}
