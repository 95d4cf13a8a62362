/** Outcomes that say the same to a reader: the same verdict, and the same lines in whatever order. */
import type { Outcome } from '../program-run.ts';

export interface Way extends Outcome {
  /** In how many orders the lines came. `output` is the most frequent one. */
  readonly orders: number;
}

/** The ways a program came out, the most frequent first. */
export function waysOf(outcomes: readonly Outcome[]): Way[] {
  const groups = Map.groupBy(outcomes, ({ verdict, output }) => `${verdict}\n${output.trim().split('\n').toSorted().join('\n')}`);
  return [...groups.values()].map(wayOf).toSorted((a, b) => b.count - a.count);
}

function wayOf(alike: readonly Outcome[]): Way {
  const [most] = alike.toSorted((a, b) => b.count - a.count);
  if (most === undefined) throw new Error('A group of outcomes is empty.');
  return {
    ...most,
    count: alike.reduce((sum, outcome) => sum + outcome.count, 0),
    unfinished: Math.max(...alike.map((outcome) => outcome.unfinished)),
    orders: new Set(alike.map((outcome) => outcome.output.trim())).size,
  };
}
