import { chan, context, defer, go, select, sync, time, type Channel, type Context } from 'concurrency-tutor';
import { beginning, type Batch, type Checkpoint, type Handler, type Metrics, type Middleware, type Parts, type Stage, type StageMetrics } from './parts.ts';

export { fileSink, fileSource, httpSink, httpSource, sqlSink, sqlSource } from './connectors.ts';
export { lines, pages } from './memory.ts';
export { circuitBreaker, CircuitOpenError, compose, limited, retry } from './middleware.ts';

/** Runs a source, stages and a sink. One lock guards what is known about the items; nobody holds it while a part is at work. */
export class Pipeline {
  readonly #parts: Parts;
  readonly #lock = new sync.Mutex();
  readonly #group = new sync.WaitGroup();
  /** One place for each item on its way. */
  readonly #places: Channel<true>;
  /** Items that have passed the last stage. Has room for all there can be, so that sending never waits. Closed when no more can come. */
  readonly #ready: Channel<Packet>;
  /** Closed when everything is written. */
  readonly #over = chan<never>(0, 'over');
  readonly #stations: readonly Station[];
  readonly #stopped: Context;
  readonly #stop: () => void;
  #ledger = new Ledger(beginning);
  /** Items between the source and `ready`. */
  #travelling = 0;
  #isReading = true;
  #counts = { read: 0, done: 0, dead: 0, writes: 0 };
  #failure: { readonly error: unknown } | undefined;
  #sourceFailure: { readonly error: unknown } | undefined;

  constructor(parts: Parts) {
    validate(parts);
    this.#parts = parts;
    this.#places = chan<true>(parts.inFlight, 'places');
    this.#ready = chan<Packet>(parts.inFlight, 'ready');
    this.#stations = parts.stages.map((stage) => new Station(stage, parts.inFlight, { lock: this.#lock, group: this.#group, over: this.#over }));
    [this.#stopped, this.#stop] = context.withCancel(context.background());
  }

  async run(ctx: Context): Promise<Metrics> {
    const { sink } = this.#parts;
    const start = await sink.open(ctx);
    try {
      await this.#runFrom(start, ctx);
    } finally {
      await sink.close();
    }
    return this.metrics();
  }

  async #runFrom(start: Checkpoint, ctx: Context): Promise<void> {
    const [all, cancelAll] = context.withCancel(ctx);
    using _all = defer(cancelAll);
    const [reading, stopReading] = context.withCancel(all);
    using _reading = defer(stopReading);
    const forget = context.afterFunc(this.#stopped, stopReading);
    using _forget = defer(() => { forget(); });

    const flow: Flow = { all, cancelAll, reading };
    await this.#lock.lock();
    this.#ledger = new Ledger(start);
    for (const station of this.#stations) station.start(all, this.#pass(flow));
    this.#lock.unlock();
    this.#group.go(() => this.#read(flow, start));
    await this.#write(flow);
    this.#over.close();
    await this.#group.wait();

    using _lock = await this.#lock.acquire();
    if (this.#failure !== undefined) throw this.#failure.error;
    if (ctx.err() !== undefined) throw ctx.err();
    if (this.#sourceFailure !== undefined) throw this.#sourceFailure.error;
  }

  stop(): void {
    this.#stop();
  }

  async metrics(): Promise<Metrics> {
    using _lock = await this.#lock.acquire();
    const { read, done, dead, writes } = this.#counts;
    return { read, inFlight: read - done - dead, done, dead, writes, stages: this.#stations.map((station) => station.metrics()) };
  }

  async #read(flow: Flow, start: Checkpoint): Promise<void> {
    const beyond = new Set(start.beyond);
    let failure: { readonly error: unknown } | undefined;
    try {
      if (await this.#mayRead(flow)) {
        for await (const { position, value } of this.#parts.source.read(flow.reading, start.upTo)) {
          // The place stays with the next item when this one has been done before.
          if (await this.#take(flow, position, value, beyond.has(position)) && !await this.#place(flow)) break;
          await this.#parts.reading?.wait(flow.reading);
        }
      }
    } catch (error) {
      if (flow.reading.err() === undefined) failure = { error };
    }
    using _lock = await this.#lock.acquire();
    this.#sourceFailure = failure;
    this.#isReading = false;
    this.#closeWhenEmpty();
  }

  async #mayRead(flow: Flow): Promise<boolean> {
    if (!await this.#place(flow)) return false;
    await this.#parts.reading?.wait(flow.reading);
    return true;
  }

  async #place({ reading }: Flow): Promise<boolean> {
    if (reading.err() !== undefined) return false;
    const event = await select({ place: select.send(this.#places, true), stop: reading.done() });
    return event.case === 'place' && reading.err() === undefined;
  }

  /** Gives whether the item goes on its way. */
  async #take(flow: Flow, position: number, value: unknown, isDone: boolean): Promise<boolean> {
    const priority = isDone ? 0 : this.#parts.priority?.(value as never) ?? 0;
    using _lock = await this.#lock.acquire();
    this.#ledger.read(position);
    if (isDone) return false;
    this.#counts.read += 1;
    this.#travelling += 1;
    this.#send(flow, { position, original: value, priority, values: [value], isDead: false, readyAt: 0 }, 0);
    return true;
  }

  /** To a stage, or to the writer. With the lock held. */
  #send(flow: Flow, packet: Packet, index: number): void {
    const station = packet.isDead || packet.values.length === 0 ? undefined : this.#stations[index];
    if (station !== undefined) {
      station.put(flow.all, packet, this.#pass(flow));
      return;
    }
    packet.readyAt = time.now();
    this.#ready.trySend(packet);
    this.#travelling -= 1;
    this.#closeWhenEmpty();
  }

  #closeWhenEmpty(): void {
    if (!this.#isReading && this.#travelling === 0) this.#ready.close();
  }

  #pass(flow: Flow) {
    return async (from: Station, packet: Packet, failure: { readonly error: unknown } | undefined): Promise<void> => {
      if (failure !== undefined && !await this.#bury(flow, from, packet, failure)) return;
      using _lock = await this.#lock.acquire();
      from.count(failure === undefined ? 'handled' : 'failed');
      this.#send(flow, packet, this.#stations.indexOf(from) + 1);
    };
  }

  /** Gives whether the run goes on. */
  async #bury(flow: Flow, from: Station, packet: Packet, failure: { readonly error: unknown }): Promise<boolean> {
    const { deadLetter } = this.#parts;
    if (flow.all.err() !== undefined) return false;
    packet.isDead = true;
    packet.values = [];
    if (deadLetter === undefined) return this.#fail(flow, failure);
    try {
      await deadLetter(flow.all, { position: packet.position, value: packet.original, stage: from.stage.name, error: failure.error });
      return true;
    } catch (error) {
      return this.#fail(flow, { error });
    }
  }

  /** The first failure counts. What is thrown because everything has been cancelled is none. */
  async #fail({ all, cancelAll }: Flow, failure: { readonly error: unknown }): Promise<false> {
    using _lock = await this.#lock.acquire();
    if (all.err() === undefined) this.#failure ??= failure;
    cancelAll();
    return false;
  }

  async #write(flow: Flow): Promise<void> {
    const { sink, writing = [] } = this.#parts;
    const write = wrapped(async (ctx, batch) => {
      await sink.write(ctx, batch);
      return [];
    }, writing);
    for (let packets = await this.#gather(flow); packets.length > 0; packets = await this.#gather(flow)) {
      try {
        await write(flow.all, await this.#batch(packets) as never);
      } catch (error) {
        await this.#fail(flow, { error });
        return;
      }
      await this.#account(packets);
      for (const packet of packets) if (packet.values.length > 0) this.#places.tryReceive();
    }
  }

  /** Up to `size` items; none when there are no more. */
  async #gather({ all }: Flow): Promise<readonly Packet[]> {
    const { size, within } = this.#parts.batch;
    const packets: Packet[] = [];
    while (packets.length < size) {
      const [first] = packets;
      const timer = first === undefined ? undefined : time.newTimer(Math.max(0, first.readyAt + within - time.now()));
      const event = await select({ packet: this.#ready, late: timer?.channel ?? null, stop: all.done() });
      timer?.stop();
      if (event.case === 'stop') return [];
      if (event.case === 'late' || !event.ok) break;
      packets.push(event.value);
    }
    return packets;
  }

  async #batch(packets: readonly Packet[]): Promise<Batch> {
    using _lock = await this.#lock.acquire();
    for (const { position } of packets) this.#ledger.done(position);
    return { values: packets.flatMap(({ values }) => values), checkpoint: this.#ledger.checkpoint() };
  }

  async #account(packets: readonly Packet[]): Promise<void> {
    using _lock = await this.#lock.acquire();
    const dead = packets.filter(({ isDead }) => isDead).length;
    this.#counts.dead += dead;
    this.#counts.done += packets.length - dead;
    this.#counts.writes += 1;
  }
}

/** What one run has in common. */
interface Flow {
  /** Everything's context. */
  readonly all: Context;
  readonly cancelAll: () => void;
  /** The source's context. */
  readonly reading: Context;
}

function validate({ inFlight, batch, stages }: Parts): void {
  const whole = (name: string, number: number): void => {
    if (!Number.isInteger(number) || number < 1) throw new RangeError(`${name} must be a whole number from 1 on, not ${number}`);
  };
  whole('inFlight', inFlight);
  whole('batch.size', batch.size);
  for (const { name, workers } of stages) {
    whole(`workers.min of ${name}`, workers.min);
    if (!(workers.max >= workers.min)) throw new RangeError(`workers.max of ${name} is less than workers.min`);
  }
}

/** Puts middleware around a handler. */
function wrapped(handler: Handler, middleware: readonly Middleware[]): Handler {
  return middleware.reduceRight((next, wrap) => wrap(next), handler);
}

/** Which of the items that have been read are done. */
class Ledger {
  /** What lies behind `upTo`, in the order of reading. */
  #entries: { readonly position: number; done: boolean }[] = [];
  #byPosition = new Map<number, { readonly position: number; done: boolean }>();
  #upTo: number;
  /** Done before the start, and not yet read again. */
  readonly #early: Set<number>;

  constructor({ upTo, beyond }: Checkpoint) {
    this.#upTo = upTo;
    this.#early = new Set(beyond);
  }

  read(position: number): void {
    const entry = { position, done: this.#early.delete(position) };
    this.#entries.push(entry);
    this.#byPosition.set(position, entry);
  }

  done(position: number): void {
    const entry = this.#byPosition.get(position);
    if (entry !== undefined) entry.done = true;
  }

  checkpoint(): Checkpoint {
    const first = this.#entries.findIndex(({ done }) => !done);
    const passed = this.#entries.splice(0, first < 0 ? this.#entries.length : first);
    for (const { position } of passed) this.#byPosition.delete(position);
    this.#upTo = passed.at(-1)?.position ?? this.#upTo;
    return { upTo: this.#upTo, beyond: [...this.#entries.flatMap(({ position, done }) => (done ? [position] : [])), ...this.#early] };
  }
}

/** An item on its way. Belongs to whoever has it in hand. */
interface Packet {
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
class Station {
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
    this.#handle = wrapped(stage.handle, stage.use ?? []);
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
type Pass = (from: Station, packet: Packet, failure: { readonly error: unknown } | undefined) => Promise<void>;

/** A binary heap: the element that comes before all others is found at once; adding and taking need log n steps. */
class Heap<T> {
  readonly #items: T[] = [];
  readonly #before: (a: T, b: T) => boolean;

  /** `before(a, b)`: whether `a` has to come out before `b`. */
  constructor(before: (a: T, b: T) => boolean) {
    this.#before = before;
  }

  get size(): number {
    return this.#items.length;
  }

  push(item: T): void {
    this.#items.push(item);
    this.#up(this.#items.length - 1);
  }

  /** Takes one element out, wherever it is; says whether it was there. Looking for it needs n steps. */
  remove(item: T): boolean {
    const index = this.#items.indexOf(item);
    if (index < 0) return false;
    const last = this.#items.pop() as T;
    if (index < this.#items.length) {
      this.#items[index] = last;
      this.#up(index);
      this.#down(index);
    }
    return true;
  }

  pop(): T | undefined {
    const first = this.#items[0];
    if (first !== undefined) this.remove(first);
    return first;
  }

  #up(index: number): void {
    for (let child = index; child > 0; ) {
      const parent = (child - 1) >> 1;
      if (!this.#swapUnlessOrdered(parent, child)) return;
      child = parent;
    }
  }

  #down(index: number): void {
    for (let parent = index; ; ) {
      const left = parent * 2 + 1;
      if (left >= this.#items.length) return;
      const right = left + 1;
      const child = right < this.#items.length && this.#isBefore(right, left) ? right : left;
      if (!this.#swapUnlessOrdered(parent, child)) return;
      parent = child;
    }
  }

  #swapUnlessOrdered(parent: number, child: number): boolean {
    if (!this.#isBefore(child, parent)) return false;
    [this.#items[parent], this.#items[child]] = [this.#items[child] as T, this.#items[parent] as T];
    return true;
  }

  #isBefore(a: number, b: number): boolean {
    return this.#before(this.#items[a] as T, this.#items[b] as T);
  }
}
