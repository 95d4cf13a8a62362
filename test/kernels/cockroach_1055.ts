// Blocking / mixed deadlock / channel and wait group
// The stopper waits for its tasks to drain while it holds its lock: a task that is past the check but not yet registered can never register, and one that is waits for a stop that only comes after the drain.
// found: deadlock
// stuck: main | chan receive | done
// stuck: stopAll | sync.WaitGroup.Wait | drain
import { atomic, chan, go, sync } from 'concurrency-tutor';

class Stopper {
  readonly mu = new sync.Mutex();
  readonly stopping = chan<void>();
  readonly draining = new atomic.Bool();
  readonly drain = new sync.WaitGroup();
  readonly workers = new sync.WaitGroup();

  async startTask(): Promise<boolean> {
    if (this.draining.load()) return false;
    await this.mu.lock();
    this.drain.add();
    this.mu.unlock();
    return true;
  }

  async stop(): Promise<void> {
    await this.mu.lock();
    this.draining.store(true);
    await this.drain.wait();
    this.stopping.close();
    await this.workers.wait();
    this.mu.unlock();
  }
}

export default async function main(): Promise<void> {
  const stoppers = [new Stopper(), new Stopper(), new Stopper()];
  for (const stopper of stoppers) {
    stopper.workers.add();
    go(async function work() {
      await stopper.startTask();
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
