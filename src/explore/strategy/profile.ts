import type { Goroutine } from '../../runtime/goroutine.ts';
import type { Program } from '../../runtime/program.ts';

/**
 * The goroutines of a run as a tree: each under the one that started it, in the order in which it did.
 * So a goroutine can be found again in another run of the same program, where its number may be another one.
 */
export interface Branch {
  /** Steps of the goroutine itself and of all that descend from it. */
  readonly steps: number;
  readonly children: readonly Branch[];
}

/** What one run took: the goroutines that nobody started, with all their descendants. */
export type Profile = readonly Branch[];

/** Goroutines by their place in the tree. `make` is told the place among its siblings when one is seen for the first time. */
export class FamilyTree<N> {
  readonly #nodes = new Map<Program, (Member<N> | undefined)[]>();
  readonly #make: (parent: N | undefined, place: number) => N;
  #roots = 0;

  constructor(make: (parent: N | undefined, place: number) => N) {
    this.#make = make;
  }

  /** Siblings have to be asked for in the order in which they were started. */
  of(goroutine: Goroutine): N {
    let members = this.#nodes.get(goroutine.program);
    if (!members) this.#nodes.set(goroutine.program, members = []);
    const known = members[goroutine.id];
    if (known) return known.node;
    const parent = goroutine.parent ? members[goroutine.parent.id] : undefined;
    const node = this.#make(parent?.node, parent ? parent.children++ : this.#roots++);
    members[goroutine.id] = { node, children: 0 };
    return node;
  }
}

interface Member<N> {
  readonly node: N;
  children: number;
}

interface Count {
  own: number;
  readonly children: Count[];
}

/** Counts the steps of each goroutine of a run. */
export class Profiler {
  readonly #roots: Count[] = [];
  readonly #tree = new FamilyTree<Count>((parent) => {
    const count: Count = { own: 0, children: [] };
    (parent?.children ?? this.#roots).push(count);
    return count;
  });

  count(goroutine: Goroutine): void {
    this.#tree.of(goroutine).own++;
  }

  get profile(): Profile {
    return this.#roots.map(branchOf);
  }
}

function branchOf({ own, children }: Count): Branch {
  const branches = children.map(branchOf);
  return { steps: branches.reduce((sum, { steps }) => sum + steps, own), children: branches };
}
