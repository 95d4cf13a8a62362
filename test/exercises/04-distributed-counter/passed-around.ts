/** A correct counter without a standing dispatcher: the state is a value that whoever needs it takes out of a channel and puts back. */
import { chan, go, sync, type Channel } from 'concurrency-tutor';

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

interface State {
  readonly shares: readonly number[];
  readonly pending: number;
  readonly isClosed: boolean;
}

interface Job {
  readonly delta: number;
  readonly answer: Channel<{ readonly error?: unknown; readonly hasFailed: boolean }>;
}

export class DistributedCounter {
  readonly #state = chan<State>(1, 'state');
  readonly #work = chan<Job>(0, 'work');
  readonly #ended = chan<never>(0, 'ended');

  constructor({ counters, journal = () => Promise.resolve() }: Settings) {
    if (!Number.isSafeInteger(counters) || counters <= 0) throw new RangeError('at least one');
    this.#state.trySend({ shares: Array.from({ length: counters }, () => 0), pending: 0, isClosed: false });
    const everybody = new sync.WaitGroup();
    for (let counter = 0; counter < counters; counter++) {
      everybody.go(async () => {
        for await (const { delta, answer } of this.#work) {
          let failure: { readonly error?: unknown; readonly hasFailed: boolean } = { hasFailed: false };
          await journal(counter, delta).catch((error: unknown) => {
            failure = { error, hasFailed: true };
          });
          await this.#change((state) => ({
            ...state,
            pending: state.pending - 1,
            shares: state.shares.map((share, index) => (index === counter && !failure.hasFailed ? share + delta : share)),
          }));
          answer.trySend(failure);
        }
      });
    }
    go(async () => {
      await everybody.wait();
      this.#ended.close();
    });
  }

  async add(delta: number): Promise<void> {
    if (!Number.isSafeInteger(delta)) throw new RangeError('not a whole number');
    const answer: Job['answer'] = chan(1, 'answer');
    const before = await this.#change((state) => (state.isClosed ? state : { ...state, pending: state.pending + 1 }));
    if (before.isClosed) throw new CounterClosedError();
    await this.#work.send({ delta, answer });
    const result = await answer.receive();
    if (result?.hasFailed === true) throw result.error;
  }

  async read(): Promise<number> {
    return (await this.shares()).reduce((sum, share) => sum + share, 0);
  }

  async shares(): Promise<readonly number[]> {
    return (await this.#change((state) => state)).shares;
  }

  async close(): Promise<number> {
    await this.#change((state) => ({ ...state, isClosed: true }));
    await this.#ended.receive();
    return this.read();
  }

  /** Gives the state before; the last change of a closed counter ends the work. */
  async #change(change: (state: State) => State): Promise<State> {
    const before = (await this.#state.receive()) as State;
    const after = change(before);
    if (after.isClosed && after.pending === 0 && !(before.isClosed && before.pending === 0)) this.#work.close();
    await this.#state.send(after);
    return before;
  }
}
