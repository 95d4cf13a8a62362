/** What the gate and the child process that runs programs say to each other. */
import type { Goal } from '../course/index.ts';
import type { Drive } from '../explore/index.ts';
import type { FindingKind } from '../explore/report.ts';

/** Which races are looked for: all, those that can go wrong on one thread, or none. */
export type RaceSearch = 'judged' | 'ignored';

export type ProgramRequest =
  | { readonly kind: 'explore'; readonly file: string; readonly root: string; readonly schedules: number; readonly seed: number; readonly races: RaceSearch }
  /** Every choice made beforehand, up to the first that is still to be made. */
  | { readonly kind: 'drive'; readonly file: string; readonly root: string; readonly picks: readonly number[]; readonly races: RaceSearch }
  /** Whether choices can be made that lead to the goal. */
  | { readonly kind: 'seek'; readonly file: string; readonly root: string; readonly goal: Goal; readonly tries: number }
  | { readonly kind: 'native'; readonly file: string; readonly root: string };

/** One distinct thing a program did, and how often. */
export interface ProgramOutcome {
  readonly verdict: FindingKind | 'pass';
  /** What the finding says. */
  readonly message?: string;
  readonly output: string;
  readonly unfinished: number;
  readonly count: number;
  readonly replay: string;
}

export interface ProgramRun {
  readonly schedules: number;
  readonly outcomes: readonly ProgramOutcome[];
  readonly maxGoroutines: number;
  /** The fullest any channel was, its waiting senders included. */
  readonly maxQueued: number;
}

export type ProgramReply =
  | { readonly kind: 'explored'; readonly run: ProgramRun }
  | { readonly kind: 'driven'; readonly drive: Drive }
  | { readonly kind: 'sought'; readonly found: boolean }
  | { readonly kind: 'ended' }
  | { readonly kind: 'failed'; readonly message: string };
