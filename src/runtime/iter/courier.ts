import { chan } from '../chan.ts';
import type { ReceiveChannel } from '../channel.ts';
import { go } from '../go.ts';
import { select } from '../select.ts';
import { Cursor } from './cursor.ts';
import type { Link } from './link.ts';
import { named } from './named.ts';
import type { Seq } from './seq.ts';

/** What became of a request. */
export type Reply<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'ended' }
  | { readonly kind: 'threw'; readonly error: unknown }
  /** One of the stops came first. */
  | { readonly kind: 'stopped' };

/** Goes through a source in a goroutine of its own, one value for each request: so whoever asks can stop waiting, although the source cannot. */
export class Courier<T> {
  readonly #requests = chan<void>(1, 'requests');
  readonly #replies = chan<Reply<T>>(1, 'replies');
  #state: 'idle' | 'busy' | 'gone' = 'idle';

  /** @param name what the goroutine is called in reports */
  constructor(name: string, source: Seq<T>, link: Link) {
    go(named(name, () => this.#serve(source, link)));
  }

  /** Asks for a value, and waits for it or for one of the stops. */
  async ask(stops: readonly ReceiveChannel<never>[]): Promise<Reply<T>> {
    this.#requests.trySend();
    this.#state = 'busy';
    const event = await select<Reply<T>>([this.#replies, ...stops]);
    if (event.case !== 0 || !event.ok) return { kind: 'stopped' };
    this.#state = event.value.kind === 'value' ? 'idle' : 'gone';
    return event.value;
  }

  /**
   * Asks for nothing more: the source is closed, and when it is idle that is waited for. One that is busy is closed once it has answered.
   * @throws what the source throws while it is closed and that is waited for
   */
  async leave(): Promise<void> {
    this.#requests.close();
    if (this.#state !== 'idle') return;
    this.#state = 'gone';
    const reply = await this.#replies.receive();
    if (reply?.kind === 'threw') throw reply.error;
  }

  async #serve(source: Seq<T>, link: Link): Promise<void> {
    const cursor = new Cursor(source, link);
    for await (const _ of this.#requests) {
      const reply = await replyOf(() => advance(cursor));
      this.#replies.trySend(reply);
      if (reply.kind !== 'value') return;
    }
    // There is no room for it when the last reply was not waited for, and then this one is not wanted either.
    this.#replies.trySend(await replyOf(() => close(cursor)));
  }
}

async function replyOf<T>(action: () => Promise<Reply<T>>): Promise<Reply<T>> {
  try {
    return await action();
  } catch (error) {
    return { kind: 'threw', error };
  }
}

async function advance<T>(cursor: Cursor<T>): Promise<Reply<T>> {
  const result = await cursor.next();
  return result.done ? { kind: 'ended' } : { kind: 'value', value: result.value };
}

async function close<T>(cursor: Cursor<T>): Promise<Reply<T>> {
  await cursor.close();
  return { kind: 'ended' };
}
