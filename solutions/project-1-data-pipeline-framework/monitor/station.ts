import { chan, go, select, sync, time, type Channel, type Context } from 'concurrency-tutor';
import { Heap } from './heap.ts';
import { compose } from './middleware.ts';
import type { Handler, Stage, StageMetrics } from './parts.ts';

/** An item on its way. Belongs to whoever has it in hand. */
export interface Packet {
  readonly position: number;
  /** As the source gave it. */
  readonly original: unknown;
  readonly priority: number;
  values: readonly unknown[];
  isDead: boolean;
  /** When it had passed the last stage. */
  readyAt: number;
}

interface Waiting {
  readonly packet: Packet;
  readonly number: number;
}

/**
 * A stage with the items in front of it and its workers. The lock of the pipeline guards all its fields; no one holds it while a handler runs.
 *
 * There is one token in a channel for every item that waits. A worker waits for a token, and only then takes the most urgent item: so it can wait
 * for other things at the same time, and the choice is made as late as possible.
 */
export class Station {
  readonly stage: Stage;
  readonly #handle: Handler;
  readonly #waiting = new Heap<Waiting>((one, other) => (one.packet.priority === other.packet.priority ? one.number < other.number : one.packet.priority > other.packet.priority));
  readonly #tokens: Channel<true>;
  readonly #over: Channel<never>;
  readonly #lock: sync.Mutex;
  readonly #group: sync.WaitGroup;
  #arrivals = 0;
  #workers = 0;
  #busy = 0;
  #handled = 0;
  #failed = 0;

  constructor(stage: Stage, inFlight: number, shared: { readonly lock: sync.Mutex; readonly group: sync.WaitGroup; readonly over: Channel<never> }) {
    this.stage = stage;
    this.#handle = compose(stage.handle, stage.use ?? []);
    this.#tokens = chan<true>(inFlight, `${stage.name} tokens`);
    this.#lock = shared.lock;
    this.#group = shared.group;
    this.#over = shared.over;
  }

  /** With the lock held. */
  start(ctx: Context, pass: Pass): void {
    for (let index = 0; index < this.stage.workers.min; index += 1) this.#hire(ctx, pass);
  }

  /** With the lock held. */
  put(ctx: Context, packet: Packet, pass: Pass): void {
    this.#waiting.push({ packet, number: this.#arrivals++ });
    this.#tokens.trySend(true);
    if (this.#waiting.size > this.#workers - this.#busy && this.#workers < this.stage.workers.max) this.#hire(ctx, pass);
  }

  /** With the lock held. */
  metrics(): StageMetrics {
    return { name: this.stage.name, workers: this.#workers, busy: this.#busy, waiting: this.#waiting.size, handled: this.#handled, failed: this.#failed };
  }

  #hire(ctx: Context, pass: Pass): void {
    this.#workers += 1;
    this.#group.add();
    go(async () => {
      try {
        await this.#work(ctx, pass);
      } finally {
        this.#group.done();
      }
    });
  }

  async #work(ctx: Context, pass: Pass): Promise<void> {
    for (;;) {
      const packet = await this.#next(ctx);
      if (packet === undefined) return;
      const failure = await this.#through(ctx, packet);
      await pass(this, packet, failure);
    }
  }

  async #through(ctx: Context, packet: Packet): Promise<{ readonly error: unknown } | undefined> {
    try {
      const made: unknown[] = [];
      for (const value of packet.values) made.push(...await this.#handle(ctx, value as never));
      packet.values = made;
      return undefined;
    } catch (error) {
      return { error };
    }
  }

  /** With the lock held, right before the item goes on: its worker has nothing more to do with it. */
  count(outcome: 'handled' | 'failed'): void {
    this.#busy -= 1;
    if (outcome === 'handled') this.#handled += 1;
    else this.#failed += 1;
  }

  /** The most urgent item; `undefined` when this worker is to go. */
  async #next(ctx: Context): Promise<Packet | undefined> {
    let mayGo = true;
    for (;;) {
      const timer = mayGo ? time.newTimer(this.stage.workers.idle) : undefined;
      const event = await select({ token: this.#tokens, over: this.#over, stop: ctx.done(), idle: timer?.channel ?? null });
      timer?.stop();
      using _lock = await this.#lock.acquire();
      if (event.case === 'token') {
        this.#busy += 1;
        return this.#waiting.pop()?.packet;
      }
      if (event.case !== 'idle' || (this.#workers > this.stage.workers.min && this.#waiting.size < this.#workers - this.#busy)) {
        this.#workers -= 1;
        return undefined;
      }
      mayGo = this.#workers > this.stage.workers.min;
    }
  }
}

/** What happens to an item after a stage. */
export type Pass = (from: Station, packet: Packet, failure: { readonly error: unknown } | undefined) => Promise<void>;
