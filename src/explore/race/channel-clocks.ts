import type { ChannelCore } from '../../runtime/channel-core.ts';
import type { Operation } from '../../runtime/operation.ts';
import type { Choice } from '../../runtime/select-operation.ts';
import type { Actor } from './actor.ts';
import type { SyncClocks } from './sync-clocks.ts';
import type { VectorClock } from './vector-clock.ts';

type Channel = ChannelCore<unknown>;

/** What one side of a channel did. */
interface Move {
  readonly channel: Channel;
  readonly direction: 'send' | 'receive';
}

/** What is known of a channel's values: as in Go's runtime, each place of the buffer hands on the knowledge of whoever used it last. */
interface Clocks {
  sent: number;
  received: number;
  readonly places: (VectorClock | undefined)[];
}

/**
 * The order that channels make: a send happens before its receive; the k-th receive before the (k + capacity)-th send is complete; a close before a receive that
 * finds the channel closed; without a buffer, a receive before its send is complete.
 */
export class ChannelClocks {
  readonly #clocks = new WeakMap<Channel, Clocks>();
  /** What closed channels and timers know. */
  readonly #events: SyncClocks;
  /** Who has met with one that was woken: its own side has been seen to. */
  #met: { readonly actor: Actor; readonly channel: Channel } | undefined;

  constructor(events: SyncClocks) {
    this.#events = events;
  }

  /** An operation is complete. The waker of one that waited has done the opposite, or has closed the channel. */
  settled(operation: Operation, actor: Actor, how: 'at once' | { readonly waker: Actor | undefined }): void {
    const move = moveOf(operation);
    if (!move) return;
    if (how === 'at once') this.#ownMove(actor, move);
    else this.#woken(actor, move, how.waker, operation.state === 'failed');
  }

  /** Something was sent, received or closed without waiting. */
  noted(what: 'sends' | 'receives' | 'closes', subject: object, actor: Actor): void {
    const channel = subject as Channel;
    if (what === 'closes') this.#events.release(actor, channel);
    else this.#ownMove(actor, { channel, direction: what === 'sends' ? 'send' : 'receive' });
  }

  #ownMove(actor: Actor, { channel, direction }: Move): void {
    const met = this.#met;
    this.#met = undefined;
    if (met?.actor === actor && met.channel === channel) return;
    const clocks = this.#of(channel);
    if (channel.timer === undefined && (direction === 'send' || clocks.received < clocks.sent)) this.#pass(actor, channel, direction);
    // Nothing was in it, so it was closed; what a timer sends, it knew when it was set.
    else this.#events.acquire(actor, channel);
  }

  #woken(actor: Actor, { channel, direction }: Move, waker: Actor | undefined, refused: boolean): void {
    if (channel.timer !== undefined || channel.isClosed || refused) {
      if (channel.timer === undefined && waker) this.#events.release(waker, channel);
      this.#events.acquire(actor, channel);
      return;
    }
    if (!waker) return;
    this.#met = { actor: waker, channel };
    if (channel.capacity === 0) {
      meet(actor, waker);
      return;
    }
    this.#pass(waker, channel, direction === 'send' ? 'receive' : 'send');
    this.#pass(actor, channel, direction);
  }

  /** Uses the next place of the buffer. */
  #pass(actor: Actor, channel: Channel, direction: 'send' | 'receive'): void {
    const clocks = this.#of(channel);
    const count = direction === 'send' ? clocks.sent++ : clocks.received++;
    const place = count % Math.max(1, channel.capacity);
    const before = clocks.places[place];
    clocks.places[place] = actor.share();
    if (before) actor.clock.join(before);
  }

  #of(channel: Channel): Clocks {
    let clocks = this.#clocks.get(channel);
    if (!clocks) this.#clocks.set(channel, clocks = { sent: 0, received: 0, places: [] });
    return clocks;
  }
}

/** Both learn what the other knows. */
function meet(a: Actor, b: Actor): void {
  const [fromA, fromB] = [a.share(), b.share()];
  a.clock.join(fromB);
  b.clock.join(fromA);
}

/** What an operation did; `undefined` when it did nothing. */
function moveOf(operation: Operation): Move | undefined {
  switch (operation.reason) {
    case 'chan send': return operation.subject ? { channel: operation.subject as Channel, direction: 'send' } : undefined;
    case 'chan receive': return operation.subject ? { channel: operation.subject as Channel, direction: 'receive' } : undefined;
    case 'select': return chosen(operation as Operation<Choice>);
    default: return undefined;
  }
}

function chosen({ subject, state, value }: Operation<Choice>): Move | undefined {
  if (state !== 'completed') return undefined;
  const key = (value as { readonly case: string | number }).case;
  return subject.arms.find((arm) => arm.key === key);
}
