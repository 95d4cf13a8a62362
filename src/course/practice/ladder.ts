import type { Item } from '../model.ts';

/** From looking to doing: predict, explain, put in order, complete, build from given lines, break and mend, write. */
const rungs: readonly (readonly Item['type'][])[] = [
  ['predict-output', 'predict-verdict'], ['choice', 'multi', 'spot-bug'], ['order'], ['blank'], ['parsons'], ['schedule', 'fix'], ['write'],
];

/** Practice asks for a little more with every item; items of the same kind keep the order they are written in. */
export function inLadderOrder(items: readonly Item[]): readonly Item[] {
  return items.toSorted((a, b) => rungOf(a) - rungOf(b));
}

function rungOf({ type }: Item): number {
  return rungs.findIndex((rung) => rung.includes(type));
}
