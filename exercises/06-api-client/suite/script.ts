import type { Endpoint, Limit } from '../starter/client.ts';

/** What the simulated API does with one attempt. Times are in milliseconds. */
export type Answer =
  | { readonly takes: number; readonly status: number; readonly retryAfter?: string; readonly body?: string }
  /** The network fails. */
  | { readonly takes: number; readonly fails: string };

export interface Call {
  readonly at: number;
  readonly path: string;
  /** The caller's context ends after this time. */
  readonly within?: number;
  /** The caller cancels at this time. */
  readonly cancelAt?: number;
}

export interface Script {
  readonly options: {
    readonly endpoints: readonly Endpoint[];
    readonly otherwise: Limit;
    readonly concurrency: number;
    readonly timeout: number;
    readonly retries: number;
    readonly backoff: { readonly first: number; readonly longest: number };
  };
  /** By path: what the first attempt gets, the second, and so on; the last answer again and again. @default 200 at once */
  readonly api: Readonly<Record<string, readonly Answer[]>>;
  readonly calls: readonly Call[];
  /** All calls as one call of `all`, at its beginning. */
  readonly together?: { readonly within?: number };
}

export interface Attempt {
  readonly path: string;
  readonly began: number;
  readonly ended: number;
  readonly end: 'answered' | 'failed' | 'given up';
}

export interface Outcome {
  readonly path: string;
  /** When the call returned or threw. */
  readonly at: number;
  /** In words: `200 body`, or the error. */
  readonly result: string;
  /** Of an ApiError. */
  readonly attempts?: number;
  readonly cause?: string;
}

export interface History {
  readonly attempts: readonly Attempt[];
  readonly outcomes: readonly Outcome[];
  /** A minute after the last call, how many goroutines there were besides the main one. */
  readonly goroutines: number;
}
