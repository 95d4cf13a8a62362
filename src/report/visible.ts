import type { CheckResult } from '../judge/verdict.ts';

/** A check as its learner may see it: of a hidden one, only how it ended. */
export function asLearnersSee({ cause, ...check }: CheckResult): CheckResult {
  if (check.visibility === 'visible' || check.status === 'error') return { ...check, ...(cause === undefined ? {} : { cause }) };
  return { ...check, description: 'A hidden check' };
}
