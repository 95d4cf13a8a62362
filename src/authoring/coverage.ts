import { requiredIds, type Course, type Exercise, type Inventory, type Lesson } from '../course/index.ts';
import type { Coverage, GroupCoverage } from './results.ts';

/** What a lesson covers, and what a complete lesson must. */
export function lessonCoverage(lesson: Lesson, inventory: Inventory): Coverage {
  return compare(lesson.covers, requiredIds(inventory, lesson.id));
}

/** What an exercise's checks and task cover of its acceptance points. */
export function exerciseCoverage(exercise: Exercise, inventory: Inventory): Coverage {
  return compare(coveredBy(exercise), requiredIds(inventory, exercise.id));
}

/** Everything the course must teach, kind by kind. What belongs to an exercise or project that is still to be written is not asked for. */
export function courseCoverage(course: Course): readonly GroupCoverage[] {
  const covered = coveredIds(course);
  const future = idsOfMissingExercises(course);
  return [...course.inventory.groups].map(([group, all]) => {
    const ids = all.filter((id) => !future.has(id));
    const missing = ids.filter((id) => !covered.has(id));
    return { group, ids, total: ids.length, covered: ids.length - missing.length, missing };
  });
}

function coveredIds(course: Course): ReadonlySet<string> {
  const { symptoms, techniques, criteria } = course.reference;
  return new Set([
    ...[...symptoms, ...techniques, ...criteria].flatMap(({ covers }) => covers),
    ...course.lessons.flatMap((lesson) => lesson.covers),
    ...[...course.exercises, ...course.projects].flatMap(coveredBy),
  ]);
}

function idsOfMissingExercises({ inventory, exercises, projects }: Course): ReadonlySet<string> {
  const there = new Set([...exercises, ...projects].map((exercise) => exercise.id));
  return new Set([...inventory.parts].filter(([part]) => !part.startsWith('lesson-') && !there.has(part)).flatMap(([, ids]) => ids));
}

function coveredBy(exercise: Exercise): readonly string[] {
  return [...exercise.covers, ...exercise.checks.flatMap((check) => check.covers)];
}

function compare(covers: readonly string[], required: readonly string[]): Coverage {
  const covered = new Set(covers);
  return { covered: [...covered], missing: required.filter((id) => !covered.has(id)) };
}
