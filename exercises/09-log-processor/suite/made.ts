import { chan, select, time, type Context } from 'concurrency-tutor';
import type { Source } from '../starter/logs.ts';
import type { Made, Use } from './script.ts';

type Note = { readonly what: 'open' | 'piece' | 'left'; readonly name: string; readonly at: number };

export class MadeError extends Error {
  override readonly name = 'MadeError';
}

/** Makes sources and notes how they are used. Writing a note never blocks and never switches to another goroutine. */
export class Maker {
  readonly #notes = chan<Note>(20_000, 'notes');
  readonly #read: Note[] = [];
  readonly #began = time.now();

  elapsed(): number {
    return Math.round(time.since(this.#began) / 10) * 10;
  }

  #note(what: Note['what'], name: string): void {
    this.#notes.trySend({ what, name, at: this.elapsed() });
  }

  source(made: Made): Source {
    const note = (what: Note['what']): void => this.#note(what, made.name);
    return {
      name: made.name,
      format: made.format,
      open: (ctx) => {
        if (made.fails === 'to open') throw new MadeError(`${made.name} cannot be opened`);
        note('open');
        return pieces(ctx, made, note);
      },
    };
  }

  uses(): Use[] {
    this.#drain();
    const opened = this.#read.filter(({ what }) => what === 'open');
    return opened.map(({ name, at }) => ({
      name, opened: at,
      left: this.#read.find((note) => note.what === 'left' && note.name === name)?.at ?? -1,
      pieces: this.#read.filter((note) => note.what === 'piece' && note.name === name).length,
    }));
  }

  together(): number {
    this.#drain();
    let [open, most] = [0, 0];
    for (const { what } of this.#read) {
      open += what === 'open' ? 1 : what === 'left' ? -1 : 0;
      most = Math.max(most, open);
    }
    return most;
  }

  #drain(): void {
    for (let next = this.#notes.tryReceive(); next?.[1] === true; next = this.#notes.tryReceive()) this.#read.push(next[0]);
  }
}

/** An endless source has an end, for those who try to read all of it. */
const endless = 3000;

async function* pieces(ctx: Context, made: Made, note: (what: 'piece' | 'left') => void): AsyncGenerator<Uint8Array, void> {
  const bytes = new TextEncoder().encode(made.text);
  try {
    for (let [at, turn] = [0, 0]; at < bytes.length && turn < endless; turn += 1) {
      if (made.takes !== undefined) {
        const timer = time.newTimer(made.takes);
        const event = await select({ late: timer.channel, stop: ctx.done() });
        timer.stop();
        if (event.case === 'stop') throw ctx.err();
      }
      const size = made.pieces[turn % made.pieces.length] ?? 1;
      note('piece');
      yield bytes.slice(at, at + size);
      at += size;
      if (made.endless === true && at >= bytes.length) at = 0;
    }
    if (made.fails === 'at the end') throw new MadeError(`${made.name} cannot be read any further`);
  } finally {
    note('left');
  }
}
