import type { Filter, Format } from '../starter/logs.ts';

/** A source made up for a check. Times are in milliseconds. */
export interface Made {
  readonly name: string;
  readonly format: Format;
  /** Its text, encoded as UTF-8 and cut into pieces of these sizes, again and again. */
  readonly text: string;
  readonly pieces: readonly number[];
  /** How long each piece takes. @default 0 */
  readonly takes?: number;
  /** Opening fails; or reading fails after its last piece, each time anew. */
  readonly fails?: 'to open' | 'at the end';
  /** It gives its text again and again. */
  readonly endless?: boolean;
}

export interface Script {
  readonly sources: readonly Made[];
  readonly filter: Filter;
  readonly parallel: number;
  /** The context ends after this time. */
  readonly within?: number;
}

/** How a source was used. */
export interface Use {
  readonly name: string;
  readonly opened: number;
  /** When it was left: at its end, or before. `-1`: never. */
  readonly left: number;
  /** Pieces taken. */
  readonly pieces: number;
}

/** An error as it came back, in words. */
export type Failure = string;

export interface PlainReport {
  readonly sources: readonly { readonly name: string; readonly bytes: number; readonly lines: number; readonly unreadable: number; readonly error: Failure }[];
  readonly entries: number;
  readonly levels: Readonly<Record<string, number>>;
  readonly first: number | undefined;
  readonly last: number | undefined;
  readonly hours: readonly number[];
  readonly durations: { readonly count: number; readonly mean: number; readonly longest: number; readonly p50: number; readonly p95: number };
  readonly origins: readonly { readonly origin: string; readonly count: number }[];
}

export interface History {
  readonly report: PlainReport | undefined;
  readonly threw: Failure;
  /** When it returned or threw. */
  readonly took: number;
  readonly uses: readonly Use[];
  /** How many sources were open at the same time, at most. */
  readonly together: number;
}
