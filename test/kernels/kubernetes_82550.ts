// Non-blocking / data race
// Ten goroutines look whether a credential provider is there and make one if not, without a lock.
// found: race
import { sync, time } from 'concurrency-tutor';

class Provider {
  readonly region: string;

  constructor(region: string) {
    this.region = region;
  }
}

class RegistryProvider {
  provider: Provider | undefined;

  async provide(region: string): Promise<Provider> {
    if (this.provider === undefined) { // RACE
      await time.sleep(1);
      this.provider = new Provider(region); // RACE
    }
    return this.provider; // RACE
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
