// Blocking / resource deadlock / RWR
// A statement read-locks the system configuration through a condition's locker and read-locks it again further down; a writer that comes between stops both.
// found: deadlock
// stuck: main | sync.RWMutex.RLock | configMu
// stuck: updateConfig | sync.RWMutex.Lock | configMu
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
    return await this.runTransaction();
  }

  async runTransaction(): Promise<number> {
    return this.databaseCache();
  }

  async databaseCache(): Promise<number> {
    await this.configMu.rLock();
    using _unlock = defer(() => this.configMu.rUnlock());
    return this.config;
  }
}

export default async function main(): Promise<void> {
  const executor = new Executor();
  go(async function updateConfig() { await executor.updateConfig(); });
  await executor.execute();
}
