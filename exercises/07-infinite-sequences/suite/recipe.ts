/** How to make a sequence, as plain data. */
export type Recipe =
  | { readonly make: 'fibonacci' | 'primes' }
  | { readonly make: 'uniform' | 'integers'; readonly seed: number; readonly low: number; readonly high: number }
  | { readonly make: 'normal'; readonly seed: number; readonly mean: number; readonly deviation: number }
  | { readonly make: 'exponential'; readonly seed: number; readonly mean: number }
  | { readonly make: 'dates'; readonly start: string; readonly count: number; readonly unit: 'hours' | 'days' | 'weeks' | 'months' }
  | { readonly make: 'clock'; readonly interval: number }
  /** Gives `10 × index`. */
  | { readonly make: 'generate'; readonly work?: Work }
  /** Starts with `first`, and gives `factor × value + 1` each time. */
  | { readonly make: 'iterate'; readonly first: number; readonly factor: number; readonly work?: Work }
  | { readonly make: 'take' | 'skip'; readonly count: number; readonly of: Recipe }
  /** Values below `limit`. */
  | { readonly make: 'takeWhile'; readonly limit: number; readonly of: Recipe; readonly throwsAt?: number }
  /** Gives `text` in front of each value. */
  | { readonly make: 'map'; readonly text: string; readonly of: Recipe; readonly work?: Work }
  /** Values that can be divided by `divisor`. */
  | { readonly make: 'filter'; readonly divisor: number; readonly of: Recipe; readonly throwsAt?: number }
  | { readonly make: 'zip'; readonly left: Recipe; readonly right: Recipe }
  | { readonly make: 'merge'; readonly of: readonly Recipe[] }
  /**
   * Not of the learner's making: `"<name>-0"`, `"<name>-1"` …, as many as `length`, one every `pause` milliseconds, and then the end,
   * or the error `fails`. It notes whether somebody stops it.
   */
  | { readonly make: 'given'; readonly name: string; readonly length: number; readonly pause?: number; readonly fails?: string };

/** What a function given to the library does. */
export interface Work {
  /** How long each call takes, in milliseconds. The function stops when its context ends. */
  readonly takes?: number;
  /** The call of this number, counted from 0, throws. */
  readonly throwsAt?: number;
}

export interface Script {
  readonly recipe: Recipe;
  /** Read so many values, or to the end. */
  readonly read: number | 'all';
  /** Milliseconds between two readings. @default 0 */
  readonly pause?: number;
  /** Which context the sequence is made with. `timeout`: in milliseconds. @default never ends */
  readonly context?: 'never ends' | 'can be cancelled' | { readonly timeout: number };
  /** What happens after that. */
  readonly then?: 'nothing' | 'wait' | 'stop' | 'cancel' | 'wait and stop' | 'wait and cancel';
  /** And whether the reader goes on to read, up to 60 values. @default no */
  readonly afterwards?: 'reads on';
}

export interface History {
  readonly values: readonly Plain[];
  /** Milliseconds since the beginning at which each value came, to the nearest 10. */
  readonly times: readonly number[];
  /** The channel was closed: among the values read first, or among those after. */
  readonly closed: 'no' | 'at first' | 'afterwards';
  /** Values that still came after `then`. */
  readonly extra: readonly Plain[];
  /** How long it took from `then` until the channel was closed. */
  readonly took: number;
  /** Milliseconds since the beginning at which reading ended: the last value, or the end of the sequence. */
  readonly end: number;
  /** `err()`, when the channel was closed. */
  readonly error: string;
  /** How often functions given to the library had been called when `then` was reached. */
  readonly calls: number;
  /** The largest number of calls at the same time. */
  readonly together: number;
  /** How many values had been taken from given sources, by name, when `then` was reached. */
  readonly taken: Readonly<Record<string, number>>;
  /** Names of the given sources that were stopped or had come to their end, in the end. */
  readonly ended: readonly string[];
  /** Two values that are one and the same object. */
  readonly shared: boolean;
}

export type Plain = string | number | readonly Plain[];
