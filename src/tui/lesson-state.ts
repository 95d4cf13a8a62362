/** How far a learner is, in words and numbers. */
import type { Exercise, Lesson } from '../course/model.ts';
import type { State as Saved } from '../progress/index.ts';
import type { State as ScreenState } from './state.ts';
import { countOf, itemsIn, type ItemSection, type SectionName, sectionsToRead } from '../reader/index.ts';

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
  return sectionsToRead(lesson).filter((section) => parts.has(section)).length;
}

/** How many entries of a section are done: pitfalls read, questions and items answered. */
export function doneIn(saved: Saved, lesson: Lesson, section: SectionName): number {
  const parts = partsRead(saved, lesson);
  const answers = saved.lessons[lesson.id]?.answers ?? {};
  switch (section) {
    case 'pitfalls': return lesson.pitfalls.filter((pitfall) => parts.has(pitfall.id)).length;
    case 'questions': return lesson.questions.filter((question) => question.id in answers).length;
    case 'pretest': case 'practice': case 'exit': return itemsIn(lesson, section).filter((item) => item.id in answers).length;
    default: return parts.has(section) ? countOf(lesson, section) : 0;
  }
}

/** How many items of a section were answered right. */
export function rightIn(saved: Saved, lesson: Lesson, section: ItemSection): number {
  const answers = saved.lessons[lesson.id]?.answers ?? {};
  return itemsIn(lesson, section).filter((item) => answers[item.id]?.correct === true).length;
}

/** Whether somebody knew all of it before the lesson. */
export function isPretestPassed({ course, saved }: Pick<ScreenState, 'course' | 'saved'>, id: string): boolean {
  const lesson = course.lessons.find((each) => each.id === id);
  return lesson !== undefined && itemsIn(lesson, 'pretest').length > 0 && rightIn(saved, lesson, 'pretest') === itemsIn(lesson, 'pretest').length;
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
