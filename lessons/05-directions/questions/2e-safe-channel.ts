// expect: deadlock
import {
  run, chan, gosched, sync, type ReceiveChannel,
} from 'concurrency-tutor';

/** BROKEN: a lock is meant to keep sending and closing apart. */
class NewsDesk {
  readonly #mutex = new sync.Mutex();
  readonly #news = chan<string>();
  #closed = false;
  readonly news: ReceiveChannel<string> = this.#news.receiveOnly();

  async send(text: string): Promise<void> {
    using _unlock = await this.#mutex.acquire();
    if (this.#closed) return;
    await this.#news.send(text); // waits for a reader, and keeps the lock
  }

  async close(): Promise<void> {
    using _unlock = await this.#mutex.acquire();
    if (this.#closed) return;
    this.#closed = true;
    this.#news.close();
  }
}

await run(async () => {
  const desk = new NewsDesk();
  const wg = new sync.WaitGroup();
  wg.go(async () => desk.send('rain')); // waits for a reader
  wg.go(async () => desk.send('snow')); // waits for the lock
  await gosched();
  console.log('read:', await desk.news.receive());
  await desk.close(); // waits for the lock, too
  await wg.wait();
});
