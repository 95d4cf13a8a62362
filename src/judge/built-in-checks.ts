/** The checks every exercise has besides its own. They give no points, but a verdict needs them. */
import type { CheckSpec } from '../course/model.ts';
import type { TypeProblem } from './type-check.ts';
import type { Cause, CheckResult } from './verdict.ts';

export const loads: CheckSpec = { id: 'loads', description: 'The files are there, can be loaded, and export what the task names', points: 0, covers: [] };
export const types: CheckSpec = { id: 'types', description: 'The type checker accepts the files', points: 0, covers: [] };

export function passed(spec: CheckSpec, durationMs: number): CheckResult {
  return { ...base(spec, durationMs), status: 'pass', score: spec.points };
}

export function failed(spec: CheckSpec, durationMs: number, cause: Cause): CheckResult {
  return { ...base(spec, durationMs), status: 'fail', score: 0, cause };
}

/** A check that was not run because of another one. */
export function skipped(spec: CheckSpec, because: CheckSpec): CheckResult {
  const cause: Cause = { kind: 'dependency', rationale: `Not run, because this has not passed: ${because.description}.`, help: 'Cure that first.' };
  return { ...base(spec, 0), status: 'skipped', score: 0, cause, dependsOn: because.id };
}

export function typesCause(problems: readonly [TypeProblem, ...TypeProblem[]]): Cause {
  const [first, ...more] = problems;
  const rest = more.length === 0 ? '' : ` (and ${more.length} more)`;
  return {
    kind: 'type-error', rationale: `${first.message} ${first.code}${rest}`, location: first.site,
    help: 'Correct the types where it is marked; do not silence them with a cast.',
  };
}

function base(spec: CheckSpec, durationMs: number): Omit<CheckResult, 'status' | 'score'> {
  return { id: spec.id, description: spec.description, max: spec.points, durationMs, schedules: 0, visibility: spec.visibility ?? 'visible', ...(spec.dependsOn === undefined ? {} : { dependsOn: spec.dependsOn }) };
}
