import { clock } from './clock.ts';
import type { Case, Measurement, Outcome, Program, Size } from './kinds.ts';

/** How long things run. */
export interface Effort {
  readonly kind: 'full' | 'quick';
  /** Milliseconds of running before anything is timed. */
  readonly warmUp: number;
  /** Milliseconds that one timed repetition is to take. */
  readonly slot: number;
  readonly repetitions: number;
}

export const efforts = {
  full: { kind: 'full', warmUp: 250, slot: 150, repetitions: 3 },
  quick: { kind: 'quick', warmUp: 10, slot: 10, repetitions: 1 },
} as const satisfies Record<string, Effort>;

/** Runs one case of one implementation: warm-up first, then the timed repetitions. */
export function measure({ size }: Case, program: Program, effort: Effort): Promise<Measurement> {
  return size.kind === 'calibrated' ? measureByTime(program, size.atLeast, effort) : measureBySize(program, size, effort);
}

async function measureByTime(program: Program, atLeast: number, effort: Effort): Promise<Measurement> {
  const end = performance.now() + effort.warmUp;
  let operations = atLeast;
  let last = await timed(program, operations);
  while (performance.now() < end) {
    if (last.milliseconds < effort.slot / 4) operations *= 2;
    last = await timed(program, operations);
  }
  const wanted = Math.max(atLeast, Math.round((operations * effort.slot) / last.milliseconds));
  return repeat(program, wanted, effort.repetitions);
}

async function measureBySize(program: Program, size: Extract<Size, { kind: 'fixed' }>, effort: Effort): Promise<Measurement> {
  if (size.warmUp > 0) await program(Math.min(size.warmUp, size[effort.kind]));
  return repeat(program, size[effort.kind], Math.min(size.repetitions, effort.repetitions));
}

async function repeat(program: Program, asked: number, repetitions: number): Promise<Measurement> {
  const runs: Run[] = [];
  for (let i = 0; i < repetitions; i++) runs.push(await timed(program, asked));
  const { operations = asked, memory } = runs.at(-1)?.outcome ?? {};
  return {
    operations,
    nanoseconds: (median(runs.map((run) => run.milliseconds)) * 1e6) / operations,
    ...(memory ? { memory } : {}),
  };
}

interface Run {
  readonly milliseconds: number;
  readonly outcome: Outcome | undefined;
}

async function timed(program: Program, operations: number): Promise<Run> {
  const start = clock();
  const outcome = await program(operations);
  const milliseconds = clock() - start;
  return outcome ? { milliseconds: outcome.seconds * 1_000, outcome } : { milliseconds, outcome: undefined };
}

/** The middle one; of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
