// Non-blocking / misuse of a wait group
// A server registers a worker with its stopper while the stopper may already be waiting: the counter may be raised from zero while somebody waits for it.
// found: race waitgroup-misuse
import { chan, defer, go, sync, time } from 'concurrency-tutor';

class Stopper {
  readonly mu = new sync.Mutex();
  readonly stopping = chan<void>();
  readonly workers = new sync.WaitGroup();
  tasks = 0;

  runWorker(work: () => Promise<void>): void {
    this.workers.add(); // RACE
    const { workers } = this;
    go(async function worker() {
      await work();
      workers.done();
    });
  }

  async runTask(task: () => void): Promise<void> {
    await this.mu.lock();
    using _unlock = defer(() => this.mu.unlock());
    this.tasks++;
    task();
  }

  async stop(): Promise<void> {
    this.stopping.close();
    await this.workers.wait(); // RACE
  }
}

class Server {
  readonly stopper: Stopper;

  constructor(stopper: Stopper) {
    this.stopper = stopper;
  }

  async start(): Promise<void> {
    await this.stopper.runTask(() => {});
    this.stopper.runWorker(async () => { await this.stopper.stopping.receive(); });
  }
}

export default async function main(): Promise<void> {
  const stopper = new Stopper();
  const server = new Server(stopper);
  go(async function startServer() { await server.start(); });
  await time.sleep(1);
  await stopper.stop();
}
