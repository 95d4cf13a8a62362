// expect: output
// | one was read, the other was told that the desk is closed
import {
  run, chan, select, sync, type ReceiveChannel,
} from 'concurrency-tutor';

/** No lock. `#news` is never closed; closing `#done` ends every wait. */
class NewsDesk {
  readonly #news = chan<string>();
  readonly #done = chan<void>();
  readonly news: ReceiveChannel<string> = this.#news.receiveOnly();
  readonly close = sync.onceFunc(() => this.#done.close());

  /** Gives false if the desk was closed before somebody took the text. */
  async send(text: string): Promise<boolean> {
    const early = await select({ done: this.#done, default: true });
    if (early.case === 'done') return false;
    const event = await select({
      sent: select.send(this.#news, text),
      done: this.#done,
    });
    return event.case === 'sent';
  }
}

await run(async () => {
  const desk = new NewsDesk();
  const sent = chan<boolean>(2);
  const wg = new sync.WaitGroup();
  wg.go(async () => sent.send(await desk.send('rain')));
  wg.go(async () => sent.send(await desk.send('snow')));
  await desk.news.receive();
  desk.close();
  desk.close(); // closing twice does no harm
  await wg.wait();
  if (await sent.receive() !== await sent.receive())
    console.log(
      'one was read, the other was told that the desk is closed',
    );
});
