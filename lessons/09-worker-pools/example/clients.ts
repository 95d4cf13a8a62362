// module
import { context, select, time, type Context } from 'concurrency-tutor';

/** Waits, or throws when the context ends. */
async function pause(ctx: Context, ms: number): Promise<void> {
  const event = await select({ over: time.after(ms), end: ctx.done() });
  if (event.case === 'end') throw context.cause(ctx);
}

/** What the jobs talk to. It stands for a database and three services. */
export class Clients {
  #open = true;

  /** A query. It takes 500 ms unless told otherwise. */
  async query(ctx: Context, rows: number, ms = 500): Promise<number[]> {
    await this.#work(ctx, ms);
    return Array.from({ length: rows }, (_, n) => n + 1);
  }

  async image(ctx: Context, ms: number): Promise<void> {
    await this.#work(ctx, ms);
  }

  /** Sends a text; texts of some lengths are refused. */
  async notify(
    ctx: Context, text: string, ms: number, refused: number,
  ): Promise<void> {
    await this.#work(ctx, ms);
    if (text.length % refused === 0) throw new Error('refused');
  }

  close(): void {
    this.#open = false;
  }

  async #work(ctx: Context, ms: number): Promise<void> {
    if (!this.#open) throw new Error('the clients are closed');
    await pause(ctx, ms);
  }
}
