// module
import type { ReceiveChannel } from 'concurrency-tutor';
import type { Order } from './jobs.ts';

/** Somebody who uses the server. */
export class Visitor {
  readonly #jobs: string;
  readonly #ended: ReceiveChannel<string>;

  constructor(url: string, ended: ReceiveChannel<string>) {
    this.#jobs = `${url}/api/jobs`;
    this.#ended = ended;
  }

  async visit(): Promise<void> {
    const slow: Order = { type: 'analysis', queryMs: 60_000 };
    await this.#post(slow);
    await this.#post(slow); // both workers are busy now
    await this.#post({ type: 'image', name: 'cat.png' });
    await this.#post({ type: 'notification', text: 'hello' });
    await this.#post({ type: 'image', name: 'dog.png' }); // no room

    const answer = await fetch(`${this.#jobs}/job-1`);
    await answer.text();
    console.log('GET:', answer.status);
    for (const id of ['job-1', 'job-2', 'job-77']) await this.#cancel(id);
    await this.#waitFor(4);

    await this.#post({ type: 'analysis' });
    await this.#waitFor(1);
    await this.#post(slow); // still at work when the server stops
  }

  async #post(order: Order): Promise<void> {
    const answer = await fetch(this.#jobs, {
      method: 'POST', body: JSON.stringify(order),
    });
    const says = await answer.text();
    console.log(`POST ${order.type}: ${answer.status} ${says}`);
  }

  async #cancel(id: string): Promise<void> {
    const answer = await fetch(`${this.#jobs}/${id}`, {
      method: 'DELETE',
    });
    await answer.text();
    console.log(`DELETE ${id}: ${answer.status}`);
  }

  async #waitFor(jobs: number): Promise<void> {
    for (let n = 0; n < jobs; n++) await this.#ended.receive();
  }
}
