import { chan } from '../chan.ts';
import type { Channel, ReceiveChannel } from '../channel.ts';
import { go } from '../go.ts';
import { select } from '../select.ts';
import { WaitGroup } from '../sync/wait-group.ts';
import { Link } from './link.ts';
import { named } from './named.ts';
import { opened } from './opened.ts';
import type { Seq } from './seq.ts';

/** Goroutines that go through one source each and send what they find on one channel. The first that fails stops the others. */
export class Pumps<T> {
  readonly #values: Channel<T>;
  /** Closed when no more values are wanted. */
  readonly #stop = chan<never>(0, 'stop');
  readonly #running: WaitGroup;
  readonly #link: Link;
  #stopped = false;
  #failure: { readonly error: unknown } | undefined;

  /** @param name what the goroutines and their channel are called in reports */
  constructor(name: string, sources: readonly Seq<T>[], below: Link) {
    this.#values = chan<T>(0, name);
    this.#running = new WaitGroup(name);
    this.#link = new Link({ below, stop: this.#stop });
    let left = sources.length;
    if (left === 0) this.#values.close();
    this.#running.add(left);
    for (const source of sources) go(named(name, async () => {
      await this.#pump(source);
      if (--left === 0) this.#values.close();
      this.#running.done();
    }));
  }

  /** Closed when all sources have ended, and when one has failed, which `leave` tells. */
  get values(): ReceiveChannel<T> {
    return this.#values;
  }

  /** Stops those that are under way, and waits until their sources are closed. @throws what the first that failed threw */
  async leave(): Promise<void> {
    this.#halt();
    await this.#running.wait();
    if (this.#failure) throw this.#failure.error;
  }

  async #pump(source: Seq<T>): Promise<void> {
    // It has not been begun, and need not be any more.
    if (this.#stopped) return;
    try {
      for await (const value of opened(source, this.#link)) {
        const event = await select<T>([select.send(this.#values, value), ...this.#link.stops()]);
        if (event.case !== 0) return;
      }
    } catch (error) {
      this.#failure ??= { error };
      this.#halt();
    }
  }

  #halt(): void {
    if (!this.#stopped) this.#stop.close();
    this.#stopped = true;
  }
}
