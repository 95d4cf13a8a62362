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

/** A change on its way to a counter goroutine. */
interface Change {
  readonly delta: number;
  /** Tells what the journal threw; is closed when the change counts. */
  readonly failed: Channel<{ readonly error: unknown }>;
}

/** What a counter goroutine tells the ledger: the change has been written down. */
interface Entry {
  readonly counter: number;
  readonly change: Change;
}

/**
 * A count that is spread over several goroutines, without a lock. A dispatcher hands each change to a counter goroutine that is free; that writes it
 * down and then adds it to its own share. The count is the sum of all shares.
 *
 * Its methods may be called by any number of goroutines.
 */
export class DistributedCounter {
  readonly #journal: Journal;
  readonly #requests = chan<Change>(0, 'requests');
  readonly #work = chan<Change>(0, 'work');
  readonly #entries = chan<Entry>(0, 'entries');
  readonly #questions = chan<Channel<readonly number[]>>(0, 'questions');
  /** Has room for one: the first call of `close` is the one that finds it empty. */
  readonly #first = chan<true>(1, 'first');
  readonly #closing = chan<never>(0, 'closing');
  /** Closed when the dispatcher takes no more requests. */
  readonly #dispatched = chan<never>(0, 'dispatched');
  readonly #ended = chan<never>(0, 'ended');
  /** Written before `#ended` is closed, read after. */
  #last: readonly number[] = [];

  /** Starts the goroutines. Throws a `RangeError` unless `counters` is a whole number of at least 1. */
  constructor({ counters, journal = async () => {} }: Settings) {
    if (!Number.isInteger(counters) || counters < 1) throw new RangeError(`a counter needs at least one goroutine, not ${counters}`);
    this.#journal = journal;
    go(() => this.#dispatch());
    const everybody = new sync.WaitGroup();
    for (let number = 0; number < counters; number++) everybody.go(() => this.#count(number));
    go(async () => {
      await everybody.wait();
      this.#entries.close();
    });
    go(async () => {
      this.#last = await this.#keepLedger(counters);
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
    const failed = chan<{ readonly error: unknown }>(1, 'failed');
    const event = await select({ sent: select.send(this.#requests, { delta, failed }), dispatched: this.#dispatched });
    if (event.case === 'dispatched') throw new CounterClosedError();
    const failure = await failed.receive();
    if (failure !== undefined) throw failure.error;
  }

  /** How many counter goroutines there are. */
  async read(): Promise<number> {
    return sum(await this.shares());
  }

  /** The shares of all counter goroutines, by their numbers, as they were at one moment like that of `read`. */
  async shares(): Promise<readonly number[]> {
    const answer = chan<readonly number[]>(1, 'shares');
    const event = await select({ asked: select.send(this.#questions, answer), ended: this.#ended });
    return event.case === 'asked' ? (await answer.receive()) ?? [] : this.#last;
  }

  /**
   * Ends the counter. From now on `add` refuses; changes that were asked for before are finished first. Gives the last count when every goroutine of the counter
   * has ended or is about to end without waiting for anything. May be called again, also while another call is waiting: each call gives the same.
   */
  async close(): Promise<number> {
    if (this.#first.trySend(true)) this.#closing.close();
    await this.#ended.receive();
    return sum(this.#last);
  }

  /** Hands each change to the first counter goroutine that is free. */
  async #dispatch(): Promise<void> {
    const waiting: Change[] = [];
    let isClosing = false;
    while (!isClosing || waiting.length > 0) {
      const [next] = waiting;
      const event = await select({
        request: this.#requests,
        taken: next === undefined ? null : select.send(this.#work, next),
        closing: isClosing ? null : this.#closing,
      });
      switch (event.case) {
        case 'request':
          if (!event.ok) break;
          if (isClosing) event.value.failed.trySend({ error: new CounterClosedError() });
          else waiting.push(event.value);
          break;
        case 'taken': waiting.shift(); break;
        case 'closing': isClosing = true; break;
      }
    }
    this.#dispatched.close();
    this.#work.close();
  }

  async #count(counter: number): Promise<void> {
    for await (const change of this.#work) {
      try {
        await this.#journal(counter, change.delta);
      } catch (error) {
        change.failed.trySend({ error });
      }
      await this.#entries.send({ counter, change });
    }
  }

  /** The only goroutine that knows the shares. Between two turns of its loop, everything that counts has been told, and nothing else. */
  async #keepLedger(counters: number): Promise<readonly number[]> {
    const shares = Array.from({ length: counters }, () => 0);
    for (;;) {
      const event = await select({ entry: this.#entries, question: this.#questions });
      if (event.case === 'question') {
        if (event.ok) event.value.trySend([...shares]);
        continue;
      }
      if (!event.ok) return shares;
      const { counter, change } = event.value;
      shares[counter] = (shares[counter] ?? 0) + change.delta;
      change.failed.close();
    }
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
