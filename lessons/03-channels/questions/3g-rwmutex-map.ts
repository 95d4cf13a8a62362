// expect: output
// | colour: blue
// | 5 readers saw red or blue
import { run, atomic, sync } from 'concurrency-tutor';

class Settings {
  readonly #lock = new sync.RWMutex();
  readonly #values = new Map<string, string>(); // guarded by #lock

  async set(key: string, value: string): Promise<void> {
    await this.#lock.lock(); // alone
    try {
      this.#values.set(key, value);
    } finally {
      this.#lock.unlock();
    }
  }

  async get(key: string): Promise<string | undefined> {
    await this.#lock.rLock(); // together with other readers
    try {
      return this.#values.get(key);
    } finally {
      this.#lock.rUnlock();
    }
  }
}

await run(async () => {
  const settings = new Settings();
  await settings.set('colour', 'red');

  const wg = new sync.WaitGroup();
  const good = new atomic.Int32();
  for (let i = 0; i < 5; i++) {
    wg.go(async () => {
      const colour = await settings.get('colour');
      if (colour === 'red' || colour === 'blue') good.add(1);
    });
  }
  wg.go(() => settings.set('colour', 'blue'));
  await wg.wait();

  console.log('colour:', await settings.get('colour'));
  console.log(good.load(), 'readers saw red or blue');
});
