import type { ReceiveChannel } from '../channel.ts';
import type { Sequence } from './seq.ts';

/**
 * How a sequence that waits for a channel hears that its values are not wanted any more.
 *
 * `return()` cannot tell it: a generator that is busy with `next()` takes notice of nothing else. So each sequence made here knows which one
 * goes through it, and those at the top look down the line for what may stop them.
 */
export class Link {
  readonly #stop: ReceiveChannel<never> | undefined;
  #below: Link | undefined;
  /** Whether the sequence waits for nothing but channels, so that a stop always ends its wait. */
  readonly prompt: boolean;

  /** @param stop closed when the values are not wanted any more */
  constructor({ below, stop, waits = 'for anything' }: LinkOptions = {}) {
    this.#below = below;
    this.#stop = stop;
    this.prompt = waits === 'for channels';
  }

  /** The one that goes through it. */
  follow(below: Link): void {
    this.#below = below;
  }

  /** Everything that may stop it, here and below. */
  stops(): ReceiveChannel<never>[] {
    const stops = this.#below?.stops() ?? [];
    if (this.#stop) stops.push(this.#stop);
    return stops;
  }
}

export interface LinkOptions {
  readonly below?: Link;
  readonly stop?: ReceiveChannel<never>;
  readonly waits?: 'for anything' | 'for channels';
}

const links = new WeakMap<object, Link>();

/** Makes a sequence that can be stopped from below. */
export function sequence<T>(body: (link: Link) => Sequence<T>, link = new Link()): Sequence<T> {
  const made = body(link);
  links.set(made, link);
  return made;
}

/** The link of a sequence that was made here. */
export function linkOf(source: unknown): Link | undefined {
  return typeof source === 'object' && source !== null ? links.get(source) : undefined;
}
