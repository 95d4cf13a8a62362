import type { Place, Tree } from './syntax.ts';

/** One small change to a source: `text` in place of what stands from `start` to `end`. */
export interface Edit {
  /** The mistake it makes, in a few words. */
  readonly mistake: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Makes mistakes at a place where it can. */
export type Mutator = (place: Place) => readonly Edit[];

export function replace(mistake: string, { start, end }: Tree, text: string): Edit {
  return { mistake, start, end, text };
}
