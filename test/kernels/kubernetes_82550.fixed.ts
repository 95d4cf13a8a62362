// The provider is looked at and made under a lock.
import { sync, time } from 'concurrency-tutor';

class Provider {
  readonly region: string;

  constructor(region: string) {
    this.region = region;
  }
}

class RegistryProvider {
  readonly mu = new sync.Mutex();
  provider: Provider | undefined;

  async provide(region: string): Promise<Provider> {
    using _held = await this.mu.acquire();
    if (this.provider === undefined) {
      await time.sleep(1);
      this.provider = new Provider(region);
    }
    return this.provider;
  }
}

export default async function main(): Promise<void> {
  const registry = new RegistryProvider();
  const wg = new sync.WaitGroup();
  for (let worker = 0; worker < 10; worker++) {
    wg.go(async function authenticate() { await registry.provide('eu-west-1'); });
  }
  await wg.wait();
}
