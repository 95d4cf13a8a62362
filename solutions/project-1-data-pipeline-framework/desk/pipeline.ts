import { atomic, chan, context, defer, errgroup, select, sync, time, type Channel, type Context } from 'concurrency-tutor';
import { Crew, work, type Packet, type Report, type Result, type Worker } from './crew.ts';
import { compose } from './middleware.ts';
import type { Batch, Checkpoint, Handler, Metrics, Parts } from './parts.ts';

export { fileSink, fileSource, httpSink, httpSource, sqlSink, sqlSource } from './connectors.ts';
export { lines, pages } from './memory.ts';
export { circuitBreaker, CircuitOpenError, compose, limited, retry } from './middleware.ts';

/** Runs a source, stages and a sink. Each run has a desk: one goroutine that knows everything and that everybody reports to. */
export class Pipeline {
  readonly #parts: Parts;
  readonly #stopped: Context;
  readonly #stop: () => void;
  /** The desk puts up a new sheet whenever something has changed. */
  readonly #sheet: atomic.Value<Metrics>;

  constructor(parts: Parts) {
    const { inFlight, batch, stages } = parts;
    for (const number of [inFlight, batch.size, ...stages.map(({ workers }) => workers.min)]) {
      if (!Number.isInteger(number) || number < 1) throw new RangeError(`${number} is not a whole number from 1 on`);
    }
    for (const { workers } of stages) if (!(workers.min <= workers.max)) throw new RangeError(`max is ${workers.max}, less than min`);
    this.#parts = parts;
    [this.#stopped, this.#stop] = context.withCancel(context.background());
    this.#sheet = new atomic.Value<Metrics>({ read: 0, inFlight: 0, done: 0, dead: 0, writes: 0, stages: stages.map(({ name }) => ({ name, workers: 0, busy: 0, waiting: 0, handled: 0, failed: 0 })) });
  }

  async run(ctx: Context): Promise<Metrics> {
    const { sink } = this.#parts;
    const start = await sink.open(ctx);
    try {
      await new Desk(this.#parts, start, this.#sheet).run(ctx, this.#stopped);
    } finally {
      await sink.close();
    }
    return this.metrics();
  }

  stop(): void {
    this.#stop();
  }

  async metrics(): Promise<Metrics> {
    return this.#sheet.load();
  }
}

/** What the reader tells. */
type News = { readonly position: number; readonly value: unknown } | { readonly over: true; readonly failure?: { readonly error: unknown } };

class Desk {
  readonly #parts: Parts;
  readonly #start: Checkpoint;
  readonly #sheet: atomic.Value<Metrics>;
  readonly #crews: readonly Crew[];
  readonly #workers = new sync.WaitGroup();
  readonly #reports = chan<Report>(16, 'reports');
  readonly #news = chan<News>(0, 'news');
  readonly #written = chan<readonly Packet[]>(1, 'written');
  readonly #batches: Channel<readonly [Batch, readonly Packet[]]> = chan(1, 'batches');
  /** Permissions to read one more. */
  readonly #places: Channel<true>;
  readonly #counts = { read: 0, done: 0, dead: 0, writes: 0 };
  /** Positions in the order of reading, from `upTo` on; and which of those are done. */
  readonly #order: number[] = [];
  readonly #done: Set<number>;
  #upTo: number;
  readonly #ready: { readonly packet: Packet; readonly since: number }[] = [];
  #deadline: time.Timer | undefined;
  #isLate = false;
  #isWriting = false;
  #isReading = true;
  #failure: { readonly error: unknown } | undefined;

  constructor(parts: Parts, start: Checkpoint, sheet: atomic.Value<Metrics>) {
    this.#parts = parts;
    this.#start = start;
    this.#sheet = sheet;
    this.#crews = parts.stages.map((stage) => new Crew(stage));
    this.#places = chan<true>(parts.inFlight, 'places');
    for (let place = 0; place < parts.inFlight; place += 1) this.#places.trySend(true);
    this.#upTo = start.upTo;
    this.#done = new Set(start.beyond);
  }

  async run(ctx: Context, stopped: Context): Promise<void> {
    const [own, cancelAll] = context.withCancel(ctx);
    using _own = defer(cancelAll);
    const [group, all] = errgroup.withContext(own);
    const [reading, stopReading] = context.withCancel(all);
    using _reading = defer(stopReading);
    using _stop = defer(context.afterFunc(stopped, stopReading));
    await group.go(() => this.#read(reading));
    await group.go(() => this.#write(all));
    await group.go(() => this.#serve(all, cancelAll));
    const error = await group.wait().then(() => undefined, (thrown: unknown) => ({ thrown }));
    await this.#workers.wait();
    if (ctx.err() !== undefined) throw ctx.err();
    if (error !== undefined) throw error.thrown;
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  async #read(ctx: Context): Promise<void> {
    const beyond = new Set(this.#start.beyond);
    let failure: { readonly error: unknown } | undefined;
    try {
      let hasPlace = await this.#nextPlace(ctx, false);
      if (hasPlace) {
        for await (const { position, value } of this.#parts.source.read(ctx, this.#start.upTo)) {
          if ((await select({ told: select.send(this.#news, { position, value }), stop: ctx.done() })).case === 'stop') break;
          hasPlace = await this.#nextPlace(ctx, beyond.has(position));
          if (!hasPlace) break;
        }
      }
    } catch (error) {
      if (ctx.err() === undefined) failure = { error };
    }
    await this.#news.send({ over: true, ...(failure === undefined ? {} : { failure }) });
  }

  /** The right to take one more item; `false` when reading is over. */
  async #nextPlace(ctx: Context, hasOne: boolean): Promise<boolean> {
    if (ctx.err() !== undefined) return false;
    if (!hasOne && (await select({ place: this.#places, stop: ctx.done() })).case === 'stop') return false;
    await this.#parts.reading?.wait(ctx);
    return ctx.err() === undefined;
  }

  async #write(ctx: Context): Promise<void> {
    const { sink, writing = [] } = this.#parts;
    const write: Handler = compose(async (own, batch) => {
      await sink.write(own, batch);
      return [];
    }, writing);
    for await (const [batch, packets] of this.#batches) {
      await write(ctx, batch as never);
      await this.#written.send(packets);
    }
  }

  /** Until nothing is left to do. Nothing in here waits for anybody but the news. */
  async #serve(ctx: Context, cancelAll: () => void): Promise<void> {
    try {
      for (const [index, crew] of this.#crews.entries()) {
        for (let number = 0; number < crew.stage.workers.min; number += 1) {
          const worker = crew.hire();
          crew.isFree(worker);
          this.#begin(ctx, index, worker);
        }
      }
      while (this.#isReading || this.#counts.read > this.#counts.done + this.#counts.dead || this.#isWriting || this.#ready.length > 0) {
        this.#putUp();
        const event = await select({ news: this.#news, report: this.#reports, written: this.#written, late: this.#deadline?.channel ?? null, stop: ctx.done() });
        if (event.case === 'stop') break;
        if (event.case === 'news' && event.ok) this.#hear(ctx, event.value);
        if (event.case === 'report' && event.ok) this.#note(ctx, event.value);
        if (event.case === 'written' && event.ok) this.#account(event.value);
        if (event.case === 'late') this.#isLate = true;
        this.#maybeWrite();
      }
    } catch (error) {
      // The others have to hear of it now: the desk still waits for the reader.
      cancelAll();
      throw error;
    } finally {
      this.#deadline?.stop();
      this.#batches.close();
      for (const crew of this.#crews) crew.sendHome();
      // The reader's last word has to be heard by somebody.
      while (this.#isReading) {
        const [news] = await this.#news.receiveOk();
        if (news !== undefined && 'over' in news) this.#isReading = false;
      }
      this.#putUp();
    }
  }

  #begin(ctx: Context, crew: number, worker: Worker): void {
    const own = this.#crews[crew];
    if (own !== undefined) this.#workers.go(() => work(ctx, own, { crew, worker, desk: this.#reports, bury: (stage, result) => this.#bury(ctx, stage, result) }));
  }

  #putUp(): void {
    const { read, done, dead, writes } = this.#counts;
    this.#sheet.store({ read, inFlight: read - done - dead, done, dead, writes, stages: this.#crews.map((crew) => crew.metrics()) });
  }

  #hear(ctx: Context, news: News): void {
    if ('over' in news) {
      this.#isReading = false;
      this.#failure = news.failure;
      return;
    }
    const { position, value } = news;
    this.#order.push(position);
    if (this.#done.has(position)) return;
    this.#counts.read += 1;
    this.#send(ctx, { position, original: value, priority: this.#parts.priority?.(value as never) ?? 0, values: [value], isDead: false }, 0);
  }

  /** To a crew, or to those that can be written. */
  #send(ctx: Context, packet: Packet, index: number): void {
    const crew = packet.values.length === 0 ? undefined : this.#crews[index];
    if (crew === undefined) {
      this.#ready.push({ packet, since: time.now() });
      this.#deadline ??= time.newTimer(this.#parts.batch.within);
      return;
    }
    const worker = crew.put(packet);
    if (worker !== undefined) this.#begin(ctx, index, worker);
  }

  #note(ctx: Context, report: Report): void {
    const crew = this.#crews[report.crew];
    switch (report.what) {
      case 'broken': throw report.error;
      case 'bored': crew?.mayGo(report.worker); return;
      case 'result':
        crew?.finished(report.worker, report.result.kind);
        this.#send(ctx, report.result.packet, report.crew + 1);
        return;
      default: return report satisfies never;
    }
  }

  /** Done by the worker. */
  async #bury(ctx: Context, stage: string, { packet: { position, original: value }, error }: Result & { readonly kind: 'failed' }): Promise<void> {
    const { deadLetter } = this.#parts;
    if (ctx.err() !== undefined || deadLetter === undefined) throw error;
    await deadLetter(ctx, { position, value, stage, error });
  }

  #maybeWrite(): void {
    const { size, within } = this.#parts.batch;
    const isEverything = !this.#isReading && this.#ready.length === this.#counts.read - this.#counts.done - this.#counts.dead;
    if (this.#isWriting || this.#ready.length === 0 || (this.#ready.length < size && !this.#isLate && !isEverything)) return;
    const packets = this.#ready.splice(0, size).map(({ packet }) => packet);
    this.#isWriting = true;
    this.#isLate = false;
    this.#deadline?.stop();
    // Those that stay behind have waited for some time already.
    const [next] = this.#ready;
    this.#deadline = next === undefined ? undefined : time.newTimer(Math.max(0, next.since + within - time.now()));
    for (const { position } of packets) this.#done.add(position);
    this.#batches.trySend([{ values: packets.flatMap(({ values }) => values), checkpoint: this.#checkpoint() }, packets]);
  }

  #checkpoint(): Checkpoint {
    let passed = 0;
    for (const position of this.#order) {
      if (!this.#done.delete(position)) break;
      this.#upTo = position;
      passed += 1;
    }
    this.#order.splice(0, passed);
    return { upTo: this.#upTo, beyond: [...this.#done].sort((one, other) => one - other) };
  }

  #account(packets: readonly Packet[]): void {
    const dead = packets.filter(({ isDead }) => isDead).length;
    this.#counts.dead += dead;
    this.#counts.done += packets.length - dead;
    this.#counts.writes += 1;
    this.#isWriting = false;
    for (const _packet of packets) this.#places.trySend(true);
  }
}
