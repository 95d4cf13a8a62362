import { Footprint } from './footprint.ts';
import type { ChoiceNode, Node, Process, StepNode } from './node.ts';
import { Order, type Missed } from './order.ts';

/** How much of what can happen is searched. */
export type Scope =
  /** One run for each way in which the order of steps matters. */
  | { readonly kind: 'reduced' }
  /** Every order in which at most so many goroutines are made to wait that could have gone on. */
  | { readonly kind: 'bounded'; readonly preemptions: number };

/**
 * Searches everything that can happen to a program, by running it again and again: depth first, always along another path.
 *
 * Dynamic partial-order reduction with source sets and sleep sets (Abdulla et al., POPL 2014): after a run, steps that touch the same are tried the
 * other way round; orders that differ only in steps which do not touch the same are run once. Attempts of operations never fail to be
 * possible here, they only may have to wait, which keeps the algorithm as simple as it is.
 */
export class Search {
  readonly scope: Scope;
  /** The path of the run that is under way: what was chosen, and what else could have been. */
  readonly #path: Node[] = [];
  readonly steps: StepNode[] = [];
  /** The first step that the run under way takes and the one before did not. */
  #fresh = 0;
  /** Numbers of processes, by who brought them about and as which child. */
  readonly #children = new Map<Process, Process[]>();
  #processes = 1;

  constructor(scope: Scope) {
    this.scope = scope;
  }

  node(depth: number): Node | undefined {
    return this.#path[depth];
  }

  /** Whether nobody has seen this step so far, with this outcome of its choices. */
  isFresh(index: number): boolean {
    return index >= this.#fresh;
  }

  push(node: Node): void {
    this.#path.push(node);
    if (node.kind === 'step') this.steps.push(node);
  }

  /** The number of a process's child. */
  child(parent: Process, place: number): Process {
    let siblings = this.#children.get(parent);
    if (!siblings) this.#children.set(parent, siblings = []);
    return (siblings[place] ??= this.#processes++);
  }

  /** A run has ended. Learns from it, and goes back to where something else is to be tried. @returns whether there is such a place */
  next(missed: readonly Missed[]): boolean {
    if (this.scope.kind === 'reduced') this.#learn(missed);
    for (let node = this.#path.at(-1); node; node = this.#path.at(-1)) {
      if (node.kind === 'choice' ? this.#chooseAgain(node) : this.#stepAgain(node)) return true;
      this.#path.pop();
      if (node.kind === 'step') this.steps.pop();
    }
    return false;
  }

  #chooseAgain(node: ChoiceNode): boolean {
    if (++node.value >= node.bound) return false;
    this.#fresh = node.index;
    return true;
  }

  #stepAgain(node: StepNode): boolean {
    node.done.add(node.chosen);
    if (this.scope.kind === 'reduced') node.asleep.set(node.chosen, { footprint: node.footprint, known: node.known });
    for (const process of node.wanted) {
      if (node.done.has(process) || node.asleep.has(process)) continue;
      node.chosen = process;
      node.footprint = new Footprint();
      this.#fresh = node.index;
      return true;
    }
    return false;
  }

  #learn(missed: readonly Missed[]): void {
    const order = new Order(this.steps);
    for (let index = this.#fresh; index < this.steps.length; index++) {
      const step = this.steps[index] as StepNode;
      const races: StepNode[] = [];
      order.place(step, (earlier) => races.push(earlier));
      for (const earlier of races) want(earlier, order.initials(earlier, { index, process: step.chosen, before: step.before }), step.chosen);
    }
    for (const one of missed) {
      order.placeMissed(one, (earlier, before) => want(earlier, order.initials(earlier, { ...one, before }), one.process));
    }
  }
}

/** One of `initials` is to be tried in place of a step, unless one of them is anyway. */
function want(step: StepNode, all: readonly Process[], preferred: Process): void {
  // When a program has returned, the rest of it pauses: then the step to try something else in place of is its return, which comes before.
  const initials = all.filter((process) => step.enabled.includes(process));
  if (initials.some((process) => step.wanted.has(process))) return;
  const chosen = initials.includes(preferred) ? preferred : initials[0];
  if (chosen !== undefined) step.wanted.add(chosen);
}
