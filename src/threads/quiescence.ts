import { extend, LINE, words } from './memory.ts';
import type { Program } from '../runtime/program.ts';
import type { Hand } from './hand.ts';
import { BLOCKED_BY, INBOX, lineOf } from './record.ts';
import { me, onAwaking } from './thread.ts';
import { BLOCKED_REASONS } from './blocking.ts';
import { goroutineName } from './name.ts';

/** Words of a program's cell: how many of its threads have something to do; how often one has come to life again. */
export const RUNNING = 0;
export const ACTIVITY = 1;

/**
 * Knows whether all threads of a program are at rest: every goroutine parked, nothing on the way from one thread to another.
 *
 * A thread says that it has nothing to do when its event loop has come to rest, or before it blocks, and takes that back before it does anything
 * again. The last one to say so wakes the home thread. That looks twice: nobody may have come to life between the first look and the second.
 */
export class Quiescence {
  readonly cell = extend(LINE);
  readonly #program: Program;
  readonly #hands: ReadonlySet<Hand>;
  readonly #nothingWaits: () => boolean;
  #resting = false;
  #dumps = new Map<Hand, string>();
  #asked: ReadonlySet<Hand> | undefined;
  #askedAt = -1;

  constructor(program: Program, hands: ReadonlySet<Hand>, nothingWaits: () => boolean) {
    this.#program = program;
    this.#hands = hands;
    this.#nothingWaits = nothingWaits;
    words[this.cell + RUNNING] = 1;
    program.expect('other threads', () => this.#asleep());
    homes.add(this);
  }

  get running(): number {
    return Atomics.load(words, this.cell + RUNNING);
  }

  /** A thread has joined; it has something to do. */
  joined(): void {
    this.awoke();
    Atomics.add(words, this.cell + RUNNING, 1);
  }

  /** A thread was stopped. It counted as running, unless it had come to rest. */
  left(hand: Hand): void {
    this.awoke();
    if (!hand.isResting) Atomics.sub(words, this.cell + RUNNING, 1);
  }

  /** The home thread has something to do. */
  awoke(): void {
    if (!this.#resting) return;
    this.#resting = false;
    Atomics.add(words, this.cell + ACTIVITY, 1);
    Atomics.add(words, this.cell + RUNNING, 1);
    // It may have nothing to do after all.
    this.#program.scheduler.changed();
  }

  end(): void {
    homes.delete(this);
  }

  dumped(hand: Hand, text: string): void {
    this.#dumps.set(hand, text);
  }

  /** The home thread can do nothing by itself. @returns what every thread waits for, when none can */
  #asleep(): string | undefined {
    if (!this.#resting) {
      this.#resting = true;
      Atomics.sub(words, this.cell + RUNNING, 1);
    }
    const before = Atomics.load(words, this.cell + ACTIVITY);
    if (!this.#allAtRest() || !this.#allAtRest() || Atomics.load(words, this.cell + ACTIVITY) !== before) return undefined;
    return this.#dumpsOf(before);
  }

  #allAtRest(): boolean {
    if (this.running !== 0 || !this.#nothingWaits() || Atomics.load(words, lineOf(me) + INBOX) !== 0) return false;
    for (const hand of this.#hands) if (!hand.isAtRest) return false;
    return true;
  }

  /** Asks the threads that can answer for their goroutines. @returns the answers, once they are all there */
  #dumpsOf(activity: number): string | undefined {
    if (this.#askedAt !== activity) {
      this.#askedAt = activity;
      this.#dumps = new Map();
      this.#asked = new Set([...this.#hands].filter((hand) => hand.lastTask && blockedBy(hand) === 0));
      for (const hand of this.#asked) hand.post({ kind: 'dump' });
    }
    for (const hand of this.#asked ?? []) if (!this.#dumps.has(hand)) return undefined;
    return [...this.#hands].map((hand) => this.#describe(hand)).filter((text) => text !== '').join('\n\n');
  }

  #describe(hand: Hand): string {
    const reason = blockedBy(hand);
    const names = [...hand.tasks.values()].map(({ url, name }) => goroutineName(url, name));
    if (reason === 0) {
      const dump = this.#dumps.get(hand) ?? '';
      return dump === '' ? '' : `thread ${hand.thread}:\n\n${dump}`;
    }
    return `thread ${hand.thread}:\n\ngoroutine [${BLOCKED_REASONS[reason] ?? 'blocked'}, blocking its thread]:\n${names.join(', ')}(...)`;
  }
}

function blockedBy(hand: Hand): number {
  return Atomics.load(words, lineOf(hand.thread) + BLOCKED_BY);
}

const homes = new Set<Quiescence>();
onAwaking(() => {
  for (const home of homes) home.awoke();
});
