import type { Touch } from '../strategy/strategy.ts';

const modes: Readonly<Record<Touch, number>> = { reads: 0, changes: 1, counts: 2 };
const MODES = 4;

/** What a step has touched, and how. Things have numbers. */
export class Footprint {
  /** Each is a thing's number and a mode in one. */
  readonly #marks: number[] = [];
  /** Nobody knows what the step touched. */
  isUnknown = false;

  add(thing: number, how: Touch): void {
    const mark = thing * MODES + modes[how];
    for (let index = 0; index < this.#marks.length; index++) {
      const known = this.#marks[index] as number;
      if (known === mark) return;
      if (Math.floor(known / MODES) !== thing) continue;
      this.#marks[index] = thing * MODES + modes.changes;
      return;
    }
    this.#marks.push(mark);
  }

  /**
   * Whether it matters in which order the two steps are taken.
   * @param known things with this number or a higher one may have other numbers in another run: they all count as one
   */
  conflictsWith(other: Footprint, known = Infinity): boolean {
    if (this.isUnknown || other.isUnknown) return true;
    for (const mine of this.#marks) {
      for (const yours of other.#marks) if (inOrder(mine, yours, known)) return true;
    }
    return false;
  }
}

function inOrder(one: number, other: number, known: number): boolean {
  const [thing, otherThing] = [Math.floor(one / MODES), Math.floor(other / MODES)];
  if (thing !== otherThing && (thing < known || otherThing < known)) return false;
  const [mode, otherMode] = [one % MODES, other % MODES];
  return mode === modes.changes || mode !== otherMode;
}
