import type { Footprint } from './footprint.ts';
import type { Process, StepNode } from './node.ts';

/** A step that was possible and was not taken, because something took it away. */
export interface Missed {
  readonly process: Process;
  readonly footprint: Footprint;
  readonly enabledBy: number;
  /** How many steps had been taken. */
  readonly index: number;
  readonly barrier: number;
}

type AnyStep = Pick<StepNode, 'footprint' | 'enabledBy' | 'index' | 'barrier'>;

/**
 * Which steps of a run must come in the order they came in: those of one process, a step and what it made possible, and steps that touch the same.
 * Two steps that touch the same, with nothing between them that keeps them in order, are a reason to try them the other way round.
 */
export class Order {
  readonly #steps: readonly StepNode[];

  constructor(steps: readonly StepNode[]) {
    this.#steps = steps;
  }

  /** Finds what comes before a step that was taken, and calls back for each earlier step that might as well come after it. */
  place(step: StepNode, race: (earlier: StepNode) => void): void {
    step.before = this.#before(step, step.chosen, race);
  }

  /** The same for one that was not taken. */
  placeMissed(missed: Missed, race: (earlier: StepNode, before: Uint32Array) => void): void {
    const earlier: StepNode[] = [];
    const before = this.#before(missed, missed.process, (step) => earlier.push(step));
    for (const step of earlier) race(step, before);
  }

  /** Those who could take the first step if everything that need not come after `earlier` came before it, up to a step of `process`. */
  initials(earlier: StepNode, later: { readonly index: number; readonly process: Process; readonly before: Uint32Array }): Process[] {
    const initials: Process[] = [];
    const seen = new Set<Process>();
    const moved: number[] = [];
    for (let index = earlier.index + 1; index < later.index; index++) {
      const step = this.#steps[index] as StepNode;
      if (has(step.before, earlier.index)) continue;
      if (!seen.has(step.chosen) && !moved.some((other) => has(step.before, other))) initials.push(step.chosen);
      seen.add(step.chosen);
      moved.push(index);
    }
    if (!seen.has(later.process) && !moved.some((other) => has(later.before, other))) initials.push(later.process);
    return initials;
  }

  #before(step: AnyStep, process: Process, race: (earlier: StepNode) => void): Uint32Array {
    const before = new Uint32Array((step.index >> 5) + 1);
    const join = (index: number): void => {
      const { before: theirs } = this.#steps[index] as StepNode;
      for (let word = 0; word < theirs.length; word++) before[word] = (before[word] as number) | (theirs[word] as number);
      before[index >> 5] = (before[index >> 5] as number) | (1 << (index & 31));
    };
    for (let index = 0; index < step.barrier; index++) before[index >> 5] = (before[index >> 5] as number) | (1 << (index & 31));
    if (step.enabledBy >= 0) join(step.enabledBy);
    for (let index = step.index - 1; index >= 0; index--) {
      if (has(before, index)) continue;
      const earlier = this.#steps[index] as StepNode;
      if (earlier.chosen === process) join(index);
      else if (earlier.footprint.conflictsWith(step.footprint)) {
        race(earlier);
        join(index);
      }
    }
    return before;
  }
}

function has(bits: Uint32Array, index: number): boolean {
  return ((bits[index >> 5] ?? 0) & (1 << (index & 31))) !== 0;
}
