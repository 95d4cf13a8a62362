// Whether the stopper drains is looked at under the lock, tasks end by themselves, and nobody is waited for while it is held.
import { atomic, chan, go, sync } from 'concurrency-tutor';

class Stopper {
  readonly mu = new sync.Mutex();
  readonly stopping = chan<void>();
  readonly draining = new atomic.Bool();
  readonly drain = new sync.WaitGroup();
  readonly workers = new sync.WaitGroup();

  async startTask(): Promise<boolean> {
    await this.mu.lock();
    const draining = this.draining.load();
    if (!draining) this.drain.add();
    this.mu.unlock();
    return !draining;
  }

  async stop(): Promise<void> {
    await this.mu.lock();
    this.draining.store(true);
    this.mu.unlock();
    await this.drain.wait();
    this.stopping.close();
    await this.workers.wait();
  }
}

export default async function main(): Promise<void> {
  const stoppers = [new Stopper(), new Stopper(), new Stopper()];
  for (const stopper of stoppers) {
    stopper.workers.add();
    go(async function work() {
      if (await stopper.startTask()) stopper.drain.done();
      await stopper.stopping.receive();
      stopper.workers.done();
    });
  }
  const done = chan<void>();
  go(async function stopAll() {
    for (const stopper of stoppers) await stopper.stop();
    done.close();
  });
  await done.receive();
}
