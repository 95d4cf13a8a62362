import type { Checkpoint, Metrics } from '../starter/parts.ts';

/** What a pipeline is to be made of. Times are in milliseconds. */
export interface Script {
  readonly source: MadeSource;
  readonly stages: readonly MadeStage[];
  readonly sink?: MadeSink;
  readonly inFlight: number;
  readonly batch: { readonly size: number; readonly within: number };
  /** By position; 0 otherwise. */
  readonly priorities?: Readonly<Record<number, number>>;
  /** What the taker of dead letters does. @default keeps */
  readonly letters?: 'keeps' | 'throws' | 'nobody takes them';
  /** Limits, as the time between two permissions. */
  readonly limits?: { readonly reading?: number; readonly writing?: number };
  readonly stopAt?: number;
  /** The context ends after this time. */
  readonly within?: number;
  readonly metricsAt?: readonly number[];
}

export interface MadeSource {
  /** Positions in order. */
  readonly positions: readonly number[];
  /** Pauses before some items, by position. */
  readonly pauses?: Readonly<Record<number, number>>;
  /** @default ends */
  readonly then?: 'ends' | 'waits' | 'throws';
}

export interface MadeStage {
  readonly name: string;
  readonly min: number;
  readonly max?: number;
  readonly idle?: number;
  readonly takes: number;
  /** By position, where it is different. */
  readonly takesFor?: Readonly<Record<number, number>>;
  /** How many values it makes of one, by position. @default 1 */
  readonly makes?: Readonly<Record<number, number>>;
  /** Positions for which it throws. */
  readonly fails?: readonly number[];
  /** The time between two permissions. */
  readonly limit?: number;
  /** Names of middleware that only takes notes. */
  readonly wraps?: readonly string[];
}

export interface MadeSink {
  readonly start?: Checkpoint;
  readonly takes?: number;
  /** The number of the write that throws. */
  readonly fails?: number;
  readonly openFails?: boolean;
}

/** Something that happened, `at` so many milliseconds, rounded to 10. */
export type Event = { readonly at: number } & What;

export type What =
  | { readonly what: 'sink opened' | 'sink closed' | 'source closed' | 'stopped' }
  | { readonly what: 'read from'; readonly after: number }
  | { readonly what: 'took'; readonly position: number }
  | { readonly what: 'began' | 'handled' | 'gave up'; readonly stage: string; readonly position: number }
  | { readonly what: 'wrapped'; readonly by: string; readonly position: number }
  | { readonly what: 'write began' | 'write ended' | 'write threw'; readonly values: readonly string[]; readonly checkpoint: Checkpoint }
  | { readonly what: 'buried'; readonly position: number; readonly value: string; readonly stage: string; readonly error: string }
  | { readonly what: 'metrics'; readonly metrics: Metrics }
  | { readonly what: 'ran'; readonly threw: string; readonly metrics?: Metrics };

export interface Call {
  readonly at: number;
  /** What each call of the handler does: the last goes for all that follow. A number: asks to be left in peace for so many milliseconds. */
  readonly does: readonly ('works' | 'busy' | 'broken' | number)[];
  readonly takes?: number;
  /** Its context ends at this time. */
  readonly endsAt?: number;
}

export type MadeMiddleware =
  | { readonly kind: 'retry'; readonly attempts: number; readonly wait: number; readonly longest?: number; readonly only?: 'busy' }
  | { readonly kind: 'breaker'; readonly failures: number; readonly cooldown: number }
  | { readonly kind: 'limited'; readonly every: number };

export interface CallHistory {
  /** When the handler was called. */
  readonly calls: readonly number[];
  readonly ended: number;
  /** `gave 7`, or what was thrown. */
  readonly result: string;
}
