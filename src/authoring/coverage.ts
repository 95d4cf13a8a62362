import { exercisePoints, idsOf, inventoryGroups, requiredIds, type Course, type Exercise, type Lesson } from '../course/index.ts';
import type { Coverage, GroupCoverage } from './results.ts';

/** What a lesson covers, and what a complete lesson on its concept would have to. */
export function lessonCoverage(lesson: Lesson): Coverage {
  return compare(lesson.covers, requiredIds(lesson.number));
}

/** What an exercise's checks and task cover of its acceptance points. */
export function exerciseCoverage(exercise: Exercise): Coverage {
  return compare(coveredBy(exercise), exercisePoints(exercise.id));
}

/** The whole inventory, kind by kind. */
export function courseCoverage(course: Course): readonly GroupCoverage[] {
  const { symptoms, techniques, criteria } = course.reference;
  const covered = new Set([
    ...[...symptoms, ...techniques, ...criteria].flatMap(({ covers }) => covers),
    ...course.lessons.flatMap((lesson) => lesson.covers),
    ...[...course.exercises, ...course.projects].flatMap(coveredBy),
  ]);
  return inventoryGroups.map((group) => {
    const ids = idsOf(group);
    const missing = ids.filter((id) => !covered.has(id));
    return { group, total: ids.length, covered: ids.length - missing.length, missing };
  });
}

function coveredBy(exercise: Exercise): readonly string[] {
  return [...exercise.covers, ...exercise.checks.flatMap((check) => check.covers)];
}

function compare(covers: readonly string[], required: readonly string[]): Coverage {
  const covered = new Set(covers);
  return { covered: [...covered], missing: required.filter((id) => !covered.has(id)) };
}
