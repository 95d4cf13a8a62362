// module
import { sync } from 'concurrency-tutor';
import type { Report } from './task.ts';

/** The reports of the last tasks. */
export class Store {
  readonly #lock = new sync.RWMutex();
  readonly #reports = new Map<string, Report>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  async put(id: string, report: Report): Promise<void> {
    using _lock = await this.#lock.acquire();
    this.#reports.set(id, report);
    // A map keeps the order in which keys came: the first is the oldest.
    for (const [old, { state }] of this.#reports) {
      if (this.#reports.size <= this.#most) break;
      if (state === 'done' || state === 'stopped') {
        this.#reports.delete(old);
      }
    }
  }

  async get(id: string): Promise<Report | undefined> {
    using _lock = await this.#lock.rAcquire();
    return this.#reports.get(id);
  }
}
