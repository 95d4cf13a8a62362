import type { CheckSpec, Exercise } from '../course/model.ts';
import { JudgeError } from '../errors.ts';

/** The checks with these ids and those they depend on, in the exercise's order; all of them when no ids are given. */
export function chosenChecks({ id: exercise, checks }: Pick<Exercise, 'id' | 'checks'>, only: readonly string[] | undefined): readonly CheckSpec[] {
  if (only === undefined) return checks;
  const wanted = new Set<string>();
  const want = (id: string): void => {
    if (wanted.has(id)) return;
    const spec = checks.find((check) => check.id === id);
    if (spec === undefined) throw new JudgeError('unknown-check', `The exercise ${exercise} has no check "${id}".`, `Its checks are ${checks.map((check) => check.id).join(', ')}.`);
    wanted.add(id);
    if (spec.dependsOn !== undefined) want(spec.dependsOn);
  };
  only.forEach(want);
  return checks.filter(({ id }) => wanted.has(id));
}
