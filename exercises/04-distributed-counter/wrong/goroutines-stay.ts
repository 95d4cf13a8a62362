import { chan, go, select, sync, type Channel } from 'concurrency-tutor';

/**
 * Writes a change down, for the counter goroutine with this number (from 0). It may take its time. When it throws, the change has not been written down.
 * For one counter goroutine it is called for one change after the other.
 */
export type Journal = (counter: number, delta: number) => Promise<void>;

export interface Settings {
  /** How many counter goroutines there are. */
  readonly counters: number;
  /** Where each change is written down before it counts. Without one, a change counts at once. */
  readonly journal?: Journal;
}

/** Thrown by `add` once `close` has been called. */
export class CounterClosedError extends Error {
  override readonly name = 'CounterClosedError';

  constructor() {
    super('The counter takes no more changes.');
  }
}

/** What the dispatcher hears from those who use the counter. */
type Request =
  | { readonly kind: 'change'; readonly delta: number; readonly answer: Channel<Outcome> }
  | { readonly kind: 'shares'; readonly answer: Channel<readonly number[]> }
  | { readonly kind: 'close' };

/** What became of a change. */
type Outcome = { readonly kind: 'counts' } | { readonly kind: 'failed'; readonly error: unknown } | { readonly kind: 'refused' };

type Change = Extract<Request, { readonly kind: 'change' }>;

/** A counter goroutine, as the dispatcher sees it. */
interface Desk {
  readonly number: number;
  readonly changes: Channel<Change>;
  readonly questions: Channel<Channel<number>>;
}

/**
 * A count that is spread over several goroutines, without a lock. A dispatcher hands each change to a counter goroutine that is free; that writes it
 * down and then adds it to its own share. The count is the sum of all shares.
 *
 * Its methods may be called by any number of goroutines.
 */
export class DistributedCounter {
  readonly #journal: Journal;
  readonly #requests = chan<Request>(0, 'requests');
  readonly #free = chan<Desk>(0, 'free');
  readonly #ended = chan<never>(0, 'ended');
  readonly #desks: readonly Desk[];
  /** Written before `#ended` is closed, read after. */
  #last: readonly number[] = [];

  /** Starts the goroutines. Throws a `RangeError` unless `counters` is a whole number of at least 1. */
  constructor({ counters, journal = async () => {} }: Settings) {
    if (!Number.isInteger(counters) || counters < 1) throw new RangeError(`a counter needs at least one goroutine, not ${counters}`);
    this.#journal = journal;
    this.#desks = Array.from({ length: counters }, (_, number) => ({ number, changes: chan<Change>(0, 'changes'), questions: chan<Channel<number>>(0, 'questions') }));
    const everybody = new sync.WaitGroup();
    for (const desk of this.#desks) everybody.go(() => this.#count(desk));
    go(async () => {
      this.#last = await this.#dispatch();
      await everybody.wait();
      this.#ended.close();
    });
  }

  /**
   * Adds `delta`, which may be negative. Returns when the change counts. If the journal throws, the change does not count, and `add` throws the same.
   * As long as a counter goroutine is free and nobody is waiting for `read` or `shares`, no change waits.
   *
   * Throws a `RangeError`, and changes nothing, unless `delta` is a safe integer; a `CounterClosedError` once `close` has been called.
   */
  async add(delta: number): Promise<void> {
    if (!Number.isSafeInteger(delta)) throw new RangeError(`a change is a whole number, not ${delta}`);
    const answer = chan<Outcome>(1, 'outcome');
    const outcome = (await this.#ask({ kind: 'change', delta, answer })) ? await answer.receive() : undefined;
    if (outcome?.kind === 'failed') throw outcome.error;
    if (outcome?.kind !== 'counts') throw new CounterClosedError();
  }

  /** How many counter goroutines there are. */
  async read(): Promise<number> {
    return sum(await this.shares());
  }

  /** The shares of all counter goroutines, by their numbers, as they were at one moment like that of `read`. */
  async shares(): Promise<readonly number[]> {
    const answer = chan<readonly number[]>(1, 'shares');
    if (!(await this.#ask({ kind: 'shares', answer }))) return this.#last;
    return (await answer.receive()) ?? this.#last;
  }

  /**
   * Ends the counter. From now on `add` refuses; changes that were asked for before are finished first. Gives the last count when every goroutine of the counter
   * has ended or is about to end without waiting for anything. May be called again, also while another call is waiting: each call gives the same.
   */
  async close(): Promise<number> {
    await this.#ask({ kind: 'close' });
    await this.#ended.receive();
    return sum(this.#last);
  }

  /** Gives whether the dispatcher has taken the request; it takes none when it has ended. */
  async #ask(request: Request): Promise<boolean> {
    const event = await select({ sent: select.send(this.#requests, request), ended: this.#ended });
    return event.case === 'sent';
  }

  /** Owns the queue, and knows who is free. Gives the last shares. */
  async #dispatch(): Promise<readonly number[]> {
    const waiting: Change[] = [];
    let readers: Channel<readonly number[]>[] = [];
    let free = [...this.#desks];
    let isClosed = false;
    for (;;) {
      const isAtRest = free.length === this.#desks.length;
      if (readers.length > 0 && isAtRest) {
        const shares = await this.#shares();
        for (const reader of readers) reader.trySend(shares);
        readers = [];
      }
      // While somebody reads, no further change begins.
      while (readers.length === 0 && waiting.length > 0 && free.length > 0) await free.shift()?.changes.send(waiting.shift() as Change);
      if (isClosed && waiting.length === 0 && free.length === this.#desks.length) return this.#shares();

      const event = await select({ request: this.#requests, free: this.#free });
      if (!event.ok) continue;
      if (event.case === 'free') {
        free = [...free, event.value];
        continue;
      }
      const request = event.value;
      switch (request.kind) {
        case 'change':
          if (isClosed) request.answer.trySend({ kind: 'refused' });
          else waiting.push(request);
          break;
        case 'shares': readers.push(request.answer); break;
        case 'close': isClosed = true; break;
      }
    }
  }

  /** Asks every counter goroutine for its share. Nobody is writing anything down. */
  async #shares(): Promise<readonly number[]> {
    const shares: number[] = [];
    for (const { questions } of this.#desks) {
      const answer = chan<number>(1, 'share');
      await questions.send(answer);
      shares.push((await answer.receive()) ?? 0);
    }
    return shares;
  }

  /** A counter goroutine: its share belongs to it alone. */
  async #count(desk: Desk): Promise<void> {
    let share = 0;
    for (;;) {
      const event = await select({ change: desk.changes, question: desk.questions });
      if (!event.ok) return;
      if (event.case === 'question') {
        event.value.trySend(share);
        continue;
      }
      const { delta, answer } = event.value;
      let outcome: Outcome = { kind: 'counts' };
      try {
        await this.#journal(desk.number, delta);
        share += delta;
      } catch (error) {
        outcome = { kind: 'failed', error };
      }
      answer.trySend(outcome);
      await this.#free.send(desk);
    }
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
