// expect: livelock
// expect: race
import {
  run, go, chan, select, sync, time, type Channel,
} from 'concurrency-tutor';

class Bucket {
  readonly tokens: Channel<void> = chan<void>(1);
  readonly #quit = chan<void>();

  constructor(interval: number) {
    go(async () => {
      while (true) {
        const tick = time.after(interval);
        const event = await select({ tick, quit: this.#quit });
        if (event.case === 'quit') return;
        this.tokens.trySend();
      }
    });
  }

  stop(): void {
    this.#quit.close();
  }
}

await run(async () => {
  let bucket = new Bucket(time.Second);
  const requests = new sync.WaitGroup();
  for (let n = 1; n <= 3; n++) {
    requests.go(async () => {
      await bucket.tokens.receive();
    });
  }
  await time.sleep(1500 * time.Millisecond);
  bucket.stop();
  bucket = new Bucket(100 * time.Millisecond); // it is to be faster
  await requests.wait();
  console.log('all have come through');
  bucket.stop();
});
