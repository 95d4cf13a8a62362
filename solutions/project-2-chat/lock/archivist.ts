import { sync } from 'concurrency-tutor';
import type { Message } from './protocol.ts';
import type { Draft, Storage } from './storage.ts';

/** A message that waits to be stored. `done` is called under the lock, with the message, or with nothing if it could not be stored. */
export interface Job {
  readonly draft: Draft;
  readonly done: (message: Message | undefined) => void;
}

/** Stores messages in the order in which they come, as many at a time as have gathered. */
export class Archivist {
  readonly #storage: Storage;
  readonly #lock: sync.Mutex;
  readonly #change: sync.Cond;
  #jobs: Job[] = [];
  #isBusy = false;
  #isClosed = false;

  constructor(storage: Storage, lock: sync.Mutex) {
    this.#storage = storage;
    this.#lock = lock;
    this.#change = new sync.Cond(lock);
  }

  /** The caller holds the lock. */
  add(job: Job): void {
    this.#jobs.push(job);
    this.#change.broadcast();
  }

  /** Waits until nothing is to be stored. The caller holds the lock, which is let go meanwhile. */
  async settled(): Promise<void> {
    while (this.#isBusy || this.#jobs.length > 0) await this.#change.wait();
  }

  /** Nothing more will come. The caller holds the lock. */
  close(): void {
    this.#isClosed = true;
    this.#change.broadcast();
  }

  /** The goroutine that stores. */
  async work(): Promise<void> {
    for (let jobs = await this.#next(); jobs.length > 0; jobs = await this.#next()) {
      const messages = await this.#store(jobs.map(({ draft }) => draft));
      using _locked = await this.#lock.acquire();
      for (const [index, { done }] of jobs.entries()) done(messages[index]);
      this.#isBusy = false;
      this.#change.broadcast();
    }
  }

  /** Everything that has gathered; nothing when there will be nothing more. */
  async #next(): Promise<readonly Job[]> {
    using _locked = await this.#lock.acquire();
    while (this.#jobs.length === 0 && !this.#isClosed) await this.#change.wait();
    const jobs = this.#jobs;
    this.#jobs = [];
    this.#isBusy = jobs.length > 0;
    return jobs;
  }

  async #store(drafts: readonly Draft[]): Promise<readonly Message[]> {
    try {
      return await this.#storage.append(drafts);
    } catch {
      return [];
    }
  }
}
