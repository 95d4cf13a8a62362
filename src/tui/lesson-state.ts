/** How far a learner is, in words and numbers. */
import type { Exercise, Lesson } from '../course/model.ts';
import type { State as Saved } from '../progress/index.ts';
import { countOf, type SectionName, sectionsOf } from '../reader/index.ts';

export type LessonProgress = 'new' | 'started' | 'read';

export function lessonProgress(saved: Saved, lesson: Lesson): LessonProgress {
  return saved.lessons[lesson.id]?.state ?? 'new';
}

/** The parts of a lesson a learner has been through: section names and pitfall ids. */
export function partsRead(saved: Saved, lesson: Lesson): ReadonlySet<string> {
  return new Set(saved.lessons[lesson.id]?.sectionsRead);
}

export function sectionsRead(saved: Saved, lesson: Lesson): number {
  const parts = partsRead(saved, lesson);
  return sectionsOf(lesson).filter((section) => parts.has(section)).length;
}

/** How many entries of a section are done: pitfalls read, questions and items answered. */
export function doneIn(saved: Saved, lesson: Lesson, section: SectionName): number {
  const parts = partsRead(saved, lesson);
  const answers = saved.lessons[lesson.id]?.answers ?? {};
  switch (section) {
    case 'pitfalls': return lesson.pitfalls.filter((pitfall) => parts.has(pitfall.id)).length;
    case 'questions': return lesson.questions.filter((question) => question.id in answers).length;
    case 'practice': return lesson.items.filter((item) => item.id in answers).length;
    default: return parts.has(section) ? countOf(lesson, section) : 0;
  }
}

/** A word and a sign for each state; neither needs colour. */
export const lessonSigns: Readonly<Record<LessonProgress, string>> = { new: '○', started: '◐', read: '●' };

export type ExerciseProgress = 'new' | 'started' | 'passed';

export function exerciseProgress(saved: Saved, exercise: Exercise): ExerciseProgress {
  return saved.exercises[exercise.id]?.state ?? 'new';
}

export const exerciseSigns: Readonly<Record<ExerciseProgress, string>> = { new: '○', started: '◐', passed: '✓' };

export function maximumOf(exercise: Exercise): number {
  return exercise.checks.reduce((sum, check) => sum + check.points, 0);
}

/** `1 question`, `3 questions`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
