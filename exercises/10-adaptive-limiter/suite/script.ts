import type { AdaptiveOptions, OverloadError, Policy, Priority } from '../starter/limiter.ts';

export interface DecideInput { readonly policy: Policy; readonly times: readonly number[] }
export interface DecideHistory { readonly decisions: readonly { readonly allowed: boolean; readonly retryAfter: number }[]; readonly longestState: number; readonly repeatable: boolean }

export interface ShareInput {
  readonly policy: Policy;
  readonly limiters: number;
  /** Requests of each limiter, all at once: by key. */
  readonly keys: readonly string[];
  /** How long the store takes for each call. */
  readonly latency: number;
  /** How far the store's clock is ahead. */
  readonly ahead: number;
  /** All of this is done so many times, with a pause before each time but the first. */
  readonly rounds: number;
  readonly pause: number;
}
export interface ShareHistory {
  /** By round and key: how many were allowed. */
  readonly allowed: readonly Readonly<Record<string, number>>[];
  /** By round: every `retryAfter` of a refusal. */
  readonly retryAfter: readonly (readonly number[])[];
  /** The shortest and the longest time for which a state was kept. */
  readonly keep: readonly [number, number];
}

export interface AdaptInput { readonly options: AdaptiveOptions; readonly answers: readonly { readonly duration: number; readonly ok: boolean }[] }

/** One request to the gate. Times are in milliseconds. */
export interface Call {
  readonly name: string;
  readonly at: number;
  readonly priority: Priority;
  readonly takes: number;
  readonly ends: 'returns' | 'throws';
  /** When its context ends, counted from `at`. */
  readonly within?: number;
  readonly fallback: 'yes' | 'no';
}

export interface Script {
  readonly adaptive: AdaptiveOptions;
  readonly queue: number;
  readonly patience: number;
  readonly calls: readonly Call[];
  /** When the metrics are read. */
  readonly readings: readonly number[];
}

export interface Reading {
  readonly limit: number;
  readonly running: number;
  readonly waiting: Readonly<Record<Priority, number>>;
  readonly begun: Readonly<Record<Priority, number>>;
  readonly done: number;
  readonly failed: number;
  readonly refused: Readonly<Record<OverloadError['reason'], number>>;
  readonly gone: number;
  readonly longestWait: number;
}

export interface Outcome {
  readonly name: string;
  readonly began: number | undefined;
  readonly ended: number;
  /** `returned`, `threw`, `fallback`, the reason of an OverloadError, or what else was thrown. */
  readonly result: string;
}

export interface History {
  readonly outcomes: readonly Outcome[];
  readonly readings: readonly Reading[];
  /** A minute after the last, besides the main one. */
  readonly goroutines: number;
}
