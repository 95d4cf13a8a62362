// What runs below a read lock reads without taking it again.
import { defer, go, sync } from 'concurrency-tutor';

class Executor {
  readonly configMu = new sync.RWMutex();
  readonly configCond = new sync.Cond(this.configMu.rLocker());
  config = 1;

  async updateConfig(): Promise<void> {
    await this.configMu.lock();
    using _unlock = defer(() => this.configMu.unlock());
    this.config++;
    this.configCond.broadcast();
  }

  async execute(): Promise<number> {
    await this.configCond.locker.lock();
    using _unlock = defer(() => this.configCond.locker.unlock());
    return this.runTransaction();
  }

  runTransaction(): number {
    return this.databaseCache();
  }

  databaseCache(): number {
    return this.config;
  }
}

export default async function main(): Promise<void> {
  const executor = new Executor();
  go(async function updateConfig() { await executor.updateConfig(); });
  await executor.execute();
}
