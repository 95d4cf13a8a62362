import { chan, select, time, type Channel, type Context, type SendChannel } from 'concurrency-tutor';
import { Heap } from './heap.ts';
import { compose } from './middleware.ts';
import type { Handler, Stage, StageMetrics } from './parts.ts';

/** An item on its way. */
export interface Packet {
  readonly position: number;
  /** As the source gave it. */
  readonly original: unknown;
  readonly priority: number;
  readonly values: readonly unknown[];
  readonly isDead: boolean;
}

/** How a stage has ended with an item. */
export type Result = { readonly packet: Packet } & ({ readonly kind: 'handled' } | { readonly kind: 'failed'; readonly error: unknown });

/** What workers tell the desk. */
export type Report =
  | { readonly what: 'result'; readonly crew: number; readonly worker: Worker; readonly result: Result }
  /** Nobody took its dead letter: the run is over. */
  | { readonly what: 'broken'; readonly crew: number; readonly error: unknown }
  /** It has had nothing to do for a while, and asks whether it may go. */
  | { readonly what: 'bored'; readonly crew: number; readonly worker: Worker };

/** Where a worker gets its items from. Closed: it goes. Has room for one, so that the desk never waits. */
export type Worker = Channel<Packet>;

/** A stage as the desk sees it: who is free, and what waits. Only the desk touches it. */
export class Crew {
  readonly stage: Stage;
  readonly handle: Handler;
  readonly #waiting = new Heap<{ readonly packet: Packet; readonly number: number }>((one, other) => one.packet.priority > other.packet.priority || (one.packet.priority === other.packet.priority && one.number < other.number));
  /** The one that was free last gets the next item: so the others get bored, and go. */
  readonly #free: Worker[] = [];
  #workers = 0;
  #arrivals = 0;
  #handled = 0;
  #failed = 0;

  constructor(stage: Stage) {
    this.stage = stage;
    this.handle = compose(stage.handle, stage.use ?? []);
  }

  /** Takes an item. Gives a worker that has to be started, if one is needed. */
  put(packet: Packet): Worker | undefined {
    const free = this.#free.pop();
    if (free !== undefined) {
      free.trySend(packet);
      return undefined;
    }
    this.#waiting.push({ packet, number: this.#arrivals++ });
    if (this.#workers >= this.stage.workers.max) return undefined;
    const worker = this.hire();
    this.#assign(worker);
    return worker;
  }

  hire(): Worker {
    this.#workers += 1;
    return chan<Packet>(1, this.stage.name);
  }

  /** A worker has nothing to do. */
  isFree(worker: Worker): void {
    if (!this.#assign(worker)) this.#free.push(worker);
  }

  finished(worker: Worker, kind: Result['kind']): void {
    if (kind === 'handled') this.#handled += 1;
    else this.#failed += 1;
    this.isFree(worker);
  }

  /** Sends a bored worker home, if it has got nothing meanwhile and is not needed. */
  mayGo(worker: Worker): void {
    const index = this.#free.indexOf(worker);
    if (index < 0 || this.#workers <= this.stage.workers.min) return;
    this.#free.splice(index, 1);
    this.#workers -= 1;
    worker.close();
  }

  /** At the end all are free. */
  sendHome(): void {
    for (const worker of this.#free.splice(0)) {
      this.#workers -= 1;
      worker.close();
    }
  }

  metrics(): StageMetrics {
    return { name: this.stage.name, workers: this.#workers, busy: this.#workers - this.#free.length, waiting: this.#waiting.size, handled: this.#handled, failed: this.#failed };
  }

  #assign(worker: Worker): boolean {
    const next = this.#waiting.pop();
    if (next !== undefined) worker.trySend(next.packet);
    return next !== undefined;
  }
}

/** What a worker has to know. */
export interface Job {
  readonly crew: number;
  readonly worker: Worker;
  readonly desk: SendChannel<Report>;
  /** Puts an item aside. Throws when nobody takes it. */
  readonly bury: (stage: string, result: Result & { readonly kind: 'failed' }) => Promise<void>;
}

/** What a worker does all day. */
export async function work(ctx: Context, { handle, stage }: Crew, { crew, worker, desk, bury }: Job): Promise<void> {
  const outcome = async (packet: Packet): Promise<Report> => {
    try {
      const result = await through(ctx, handle, packet);
      if (result.kind === 'failed') await bury(stage.name, result);
      return { what: 'result', crew, worker, result };
    } catch (error) {
      return { what: 'broken', crew, error };
    }
  };
  let patience: number | undefined = stage.workers.idle;
  for (;;) {
    const next: Packet | 'bored' | 'over' = await nextThing(ctx, worker, patience);
    if (next === 'over') return;
    const report: Report = next === 'bored' ? { what: 'bored', crew, worker } : await outcome(next);
    // Who has been told to stay asks again after the next item.
    patience = next === 'bored' ? undefined : stage.workers.idle;
    if ((await select({ told: select.send(desk, report), stop: ctx.done() })).case === 'stop') return;
  }
}

async function nextThing(ctx: Context, worker: Worker, patience: number | undefined): Promise<Packet | 'bored' | 'over'> {
  const timer = patience === undefined ? undefined : time.newTimer(patience);
  const event = await select({ packet: worker, bored: timer?.channel ?? null, stop: ctx.done() });
  timer?.stop();
  if (event.case === 'bored') return 'bored';
  return event.case === 'packet' && event.ok ? event.value : 'over';
}

async function through(ctx: Context, handle: Handler, packet: Packet): Promise<Result> {
  try {
    const values: unknown[] = [];
    for (const value of packet.values) values.push(...await handle(ctx, value as never));
    return { kind: 'handled', packet: { ...packet, values } };
  } catch (error) {
    return { kind: 'failed', error, packet: { ...packet, values: [], isDead: true } };
  }
}
