// Blocking / resource deadlock / RWR
// A worker waits for its empty queue while it holds the shared read lock; a writer then waits for it, and the other worker, whose queue has work, cannot get past the writer.
// found: deadlock
// stuck: main | chan receive | finished
// stuck: usageWorker | sync.Cond.Wait | filled
// stuck: sync | sync.RWMutex.Lock | workerLock
// stuck: quotaWorker | sync.RWMutex.RLock | workerLock
import { chan, defer, go, gosched, sync, time, type SendChannel } from 'concurrency-tutor';

class Queue {
  readonly mu = new sync.Mutex();
  readonly filled = new sync.Cond(this.mu);
  readonly items: number[] = [];
  shut = false;

  async add(item: number): Promise<void> {
    await this.mu.lock();
    using _unlock = defer(() => this.mu.unlock());
    this.items.push(item);
    this.filled.signal();
  }

  async get(): Promise<number | undefined> {
    await this.mu.lock();
    using _unlock = defer(() => this.mu.unlock());
    while (this.items.length === 0 && !this.shut) await this.filled.wait();
    return this.items.shift();
  }

  async shutDown(): Promise<void> {
    await this.mu.lock();
    using _unlock = defer(() => this.mu.unlock());
    this.shut = true;
    this.filled.broadcast();
  }
}

async function work(lock: sync.RWMutex, queue: Queue, finished: SendChannel<number>): Promise<void> {
  for (;;) {
    await lock.rLock();
    using _unlock = defer(() => lock.rUnlock());
    const item = await queue.get();
    if (item === undefined) return;
    await finished.send(item);
  }
}

export default async function main(): Promise<void> {
  const workerLock = new sync.RWMutex();
  const [quotas, usages] = [new Queue(), new Queue()];
  const finished = chan<number>(8);
  const wg = new sync.WaitGroup();
  wg.go(async function quotaWorker() { await work(workerLock, quotas, finished); });
  wg.go(async function usageWorker() { await work(workerLock, usages, finished); });
  wg.go(async function sync() {
    for (let period = 0; period < 3; period++) {
      await workerLock.lock();
      await gosched();
      workerLock.unlock();
      await time.sleep(1);
    }
  });
  go(async function fill() {
    for (let item = 0; item < 8; item++) await quotas.add(item);
  });
  for (let item = 0; item < 8; item++) await finished.receive();
  await quotas.shutDown();
  await usages.shutDown();
  await wg.wait();
}
