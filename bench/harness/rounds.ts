import type { Contestant } from './contestants.ts';
import type { Case, Measurement } from './kinds.ts';
import { median, type Effort } from './measure.ts';
import { runOnce, type Result } from './spawn.ts';

/** All rounds of one case: for each contestant what it measured in each round. */
export interface CaseResults {
  readonly case: Case;
  readonly rounds: readonly ReadonlyMap<string, Measurement>[];
  /** Who could not, and why. */
  readonly missing: ReadonlyMap<string, string>;
  /** Of these, those who should have been able to. */
  readonly failed: ReadonlySet<string>;
}

/** Every contestant once, then every contestant again: what slows the machine down for a while slows all of them. */
export async function runCase(case_: Case, contestants: readonly Contestant[], plan: { effort: Effort['kind']; rounds: number }): Promise<CaseResults> {
  const rounds: Map<string, Measurement>[] = [];
  const missing = new Map<string, string>();
  const failed = new Set<string>();
  for (let round = 0; round < plan.rounds; round++) {
    const measured = new Map<string, Measurement>();
    for (const contestant of contestants) {
      if (missing.has(contestant.name)) continue;
      const result: Result = await runOnce(contestant, case_, plan.effort);
      if ('notComparable' in result) missing.set(contestant.name, result.notComparable);
      else if ('failed' in result) {
        missing.set(contestant.name, result.failed);
        failed.add(contestant.name);
      } else measured.set(contestant.name, result);
    }
    rounds.push(measured);
  }
  return { case: case_, rounds, missing, failed };
}

/** How many times as fast `name` is as `base`: the median over the rounds of the ratio within a round. */
export function speed({ rounds }: CaseResults, name: string, base: string): number | undefined {
  const ratios = rounds.flatMap((round) => {
    const one = round.get(name);
    const other = round.get(base);
    return one && other ? [other.nanoseconds / one.nanoseconds] : [];
  });
  return ratios.length === 0 ? undefined : median(ratios);
}

/** The median over the rounds of something measured. */
export function typical({ rounds }: CaseResults, name: string, figure: (measurement: Measurement) => number | undefined): number | undefined {
  const values = rounds.flatMap((round) => {
    const measurement = round.get(name);
    const value = measurement && figure(measurement);
    return value === undefined ? [] : [value];
  });
  return values.length === 0 ? undefined : median(values);
}
