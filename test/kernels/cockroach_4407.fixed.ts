// The worker is registered before anything can wait for it.
import { chan, defer, go, sync } from 'concurrency-tutor';

class Stopper {
  readonly mu = new sync.Mutex();
  readonly stopping = chan<void>();
  readonly workers = new sync.WaitGroup();
  tasks = 0;

  runWorker(work: () => Promise<void>): void {
    this.workers.add();
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
    await this.workers.wait();
  }
}

class Server {
  readonly stopper: Stopper;

  constructor(stopper: Stopper) {
    this.stopper = stopper;
  }

  async start(): Promise<void> {
    this.stopper.runWorker(async () => { await this.stopper.stopping.receive(); });
    await this.stopper.runTask(() => {});
  }
}

export default async function main(): Promise<void> {
  const stopper = new Stopper();
  const server = new Server(stopper);
  await server.start();
  await stopper.stop();
}
