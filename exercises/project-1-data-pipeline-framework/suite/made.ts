import { chan, context, rate, select, time, type Channel, type Context } from 'concurrency-tutor';
import { limited } from '../starter/middleware.ts';
import { beginning, HttpError, type Batch, type Handler, type Middleware, type Sink, type Source, type Stage } from '../starter/parts.ts';
import type { Event, MadeSink, MadeSource, MadeStage, What } from './script.ts';

/** Thrown on purpose. */
export class MadeError extends Error {
  override readonly name = 'MadeError';
}

/** Takes notes. Writing one never blocks and never switches. */
export class Notes {
  readonly #began = time.now();
  readonly #channel: Channel<Event> = chan<Event>(20_000, 'notes');

  elapsed(): number {
    return Math.round((time.now() - this.#began) / 10) * 10;
  }

  write(what: What): void {
    this.#channel.trySend({ at: this.elapsed(), ...what });
  }

  all(): Event[] {
    const events: Event[] = [];
    for (let next = this.#channel.tryReceive(); next?.[1] === true; next = this.#channel.tryReceive()) events.push(next[0]);
    return events;
  }
}

export function madeSource({ positions, pauses = {}, then = 'ends' }: MadeSource, notes: Notes): Source<string> {
  return {
    name: 'made',
    async *read(ctx, after) {
      notes.write({ what: 'read from', after });
      try {
        for (const position of positions) {
          if (position <= after) continue;
          await pause(ctx, pauses[position] ?? 0);
          notes.write({ what: 'took', position });
          yield { position, value: String(position) };
        }
        if (then === 'waits') await pause(ctx, 1000 * time.Hour);
        if (then === 'throws') throw new MadeError('the source is broken');
      } finally {
        notes.write({ what: 'source closed' });
      }
    },
  };
}

export function madeStage(made: MadeStage, notes: Notes): Stage {
  const { name, min, max = min, idle = 1000, limit, wraps = [] } = made;
  const handle = async (ctx: Context, value: string): Promise<readonly string[]> => {
    const position = Number.parseInt(value, 10);
    notes.write({ what: 'began', stage: name, position });
    try {
      await pause(ctx, made.takesFor?.[position] ?? made.takes);
      if (made.fails?.includes(position) === true) throw new MadeError(`${name} cannot handle ${position}`);
    } catch (error) {
      notes.write({ what: 'gave up', stage: name, position });
      throw error;
    }
    notes.write({ what: 'handled', stage: name, position });
    return valuesOf(value, made, position);
  };
  const use = [...(limit === undefined ? [] : [limited(limiter(limit))]), ...wraps.map((by) => wrap(by, notes))];
  return { name, handle, workers: { min, max, idle }, ...(use.length === 0 ? {} : { use }) };
}

function wrap(by: string, notes: Notes): Middleware {
  return (next) => async (ctx, value: string) => {
    notes.write({ what: 'wrapped', by, position: Number.parseInt(value, 10) });
    return next(ctx, value as never);
  };
}

export function valuesOf(value: string, { name, makes = {} }: Pick<MadeStage, 'name' | 'makes'>, position: number): string[] {
  const count = makes[position] ?? 1;
  return count === 1 ? [`${value}${name}`] : Array.from({ length: count }, (_, index) => `${value}${name}${index + 1}`);
}

export function madeSink({ start = beginning, takes = 0, fails, openFails = false }: MadeSink, notes: Notes): Sink {
  // One write after the other: a channel counts them, so that the count needs no lock of its own.
  const writes = chan<true>(10_000, 'writes');
  return {
    name: 'made',
    async open() {
      if (openFails) throw new MadeError('the sink does not open');
      notes.write({ what: 'sink opened' });
      return start;
    },
    async write(ctx, { values, checkpoint }: Batch) {
      const what = { values: values.map(String), checkpoint: { upTo: checkpoint.upTo, beyond: [...checkpoint.beyond] } };
      notes.write({ what: 'write began', ...what });
      writes.trySend(true);
      try {
        await pause(ctx, takes);
        if (writes.length === fails) throw new MadeError('the sink is full');
      } catch (error) {
        notes.write({ what: 'write threw', ...what });
        throw error;
      }
      notes.write({ what: 'write ended', ...what });
    },
    async close() {
      notes.write({ what: 'sink closed' });
    },
  };
}

export function limiter(every: number): rate.Limiter {
  return new rate.Limiter(rate.every(every), 1);
}

/** A handler whose calls do what they are told. */
export function madeHandler(does: readonly ('works' | 'busy' | 'broken' | number)[], takes: number, note: () => number): Handler {
  return async (ctx, value: number) => {
    const call = note();
    await pause(ctx, takes);
    const task = does[Math.min(call, does.length) - 1];
    if (typeof task === 'number') throw new HttpError(429, task);
    if (task !== 'works') throw new MadeError(String(task));
    return [value];
  };
}

export async function pause(ctx: Context, milliseconds: number): Promise<void> {
  if (ctx.err() !== undefined) throw ctx.err();
  if (milliseconds === 0) return;
  const timer = time.newTimer(milliseconds);
  const event = await select({ late: timer.channel, stop: ctx.done() });
  timer.stop();
  if (event.case === 'stop') throw ctx.err();
}

export function inWords(error: unknown): string {
  if (error === undefined) return 'undefined';
  if (error === context.Canceled) return 'context.Canceled';
  if (error === context.DeadlineExceeded) return 'context.DeadlineExceeded';
  if (error instanceof MadeError) return error.message;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
