/** The shapes that the parts of the benchmark exchange. */

/** Performs `size` operations of one case, from the first to the last. */
export type Program = (size: number) => Promise<Outcome | void>;

/** What a program says about its run, where the time from its start to its end is not all. */
export interface Outcome {
  /** Seconds of the part that counts. */
  readonly seconds: number;
  /** How many operations that part was, unless as many as were asked for. */
  readonly operations?: number;
  /** Bytes over the state before. */
  readonly memory?: Memory;
}

export interface Memory {
  /** JavaScript heap (Go: heap and stacks) after a collection. */
  readonly heap: number;
  /** Memory that the operating system gave to the process. */
  readonly resident: number;
}

/** How many operations are timed. */
export type Size =
  /** As many as fill the time slot: fast and slow implementations are compared by rate. */
  | { readonly kind: 'calibrated'; readonly atLeast: number }
  /** A given number, the same for all; `warmUp` operations go before. */
  | { readonly kind: 'fixed'; readonly full: number; readonly quick: number; readonly warmUp: number; readonly repetitions: number };

/** One thing that is measured. */
export interface Case {
  readonly name: CaseName;
  readonly title: string;
  /** What is counted. */
  readonly operation: string;
  readonly size: Size;
  /** It compares an implementation with itself; the other packages are not asked. */
  readonly alone?: true;
  /** Properties without which the speed of another package is not comparable. */
  readonly needs?: readonly PropertyName[];
}

export type PropertyName = 'receivers FIFO' | 'senders FIFO' | 'capacity' | '20,000 waiters' | 'select fair' | 'select takes one' | 'select without trace';

/** Whether an implementation has a property, and if not, how it fails. */
export interface Verdict {
  readonly verdict: 'holds' | 'fails' | 'absent';
  readonly why?: string;
}

export type CaseName =
  | 'ping-pong' | 'unbuffered' | 'buffered' | 'select' | 'fan-in' | 'sieve' | 'mutex'
  | 'spawn-100k' | 'spawn-1m' | 'timers' | 'timers-fire' | 'timeout' | 'flat-10' | 'flat-1k' | 'flat-100k' | 'flat-1m';

/** Something that can run cases: a floor, this package, another package. */
export interface Implementation {
  readonly programs: Partial<Record<CaseName, Program>>;
  /** Why a case is missing. */
  readonly notComparable?: Partial<Record<CaseName, string>>;
}

/** What one child process found out. */
export interface Measurement {
  readonly operations: number;
  /** Nanoseconds for one operation, the median of the repetitions. */
  readonly nanoseconds: number;
  readonly memory?: Memory;
}
