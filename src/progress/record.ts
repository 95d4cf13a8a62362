/** What can happen to a learner's state. Each function edits the draft of `Progress.update`. */
import type { Answer, ExerciseState, LessonState, State } from './state.ts';

/** The entry of an exercise, made if it was not there: the learner has started it. */
export function startExercise(draft: State, id: string): ExerciseState {
  return (draft.exercises[id] ??= { state: 'started', attempts: 0, bestScore: 0, hints: 0 });
}

/** The entry of a lesson, made if it was not there. */
export function startLesson(draft: State, id: string): LessonState {
  return (draft.lessons[id] ??= { state: 'started', sectionsRead: [], answers: {} });
}

export interface Attempt {
  readonly exercise: string;
  readonly passed: boolean;
  readonly score: number;
  readonly at: Date;
}

/** A passed exercise stays passed, whatever a later attempt does. */
export function recordAttempt(draft: State, attempt: Attempt): void {
  const entry = startExercise(draft, attempt.exercise);
  entry.attempts += 1;
  entry.bestScore = Math.max(entry.bestScore, attempt.score);
  if (!attempt.passed || entry.state === 'passed') return;
  entry.state = 'passed';
  entry.passedAt = attempt.at.toISOString();
}

/** Remembers how far up the hint ladder somebody went. */
export function recordHint(draft: State, exercise: string, level: number): void {
  const entry = startExercise(draft, exercise);
  entry.hints = Math.max(entry.hints, level);
}

/** Remembers where a reader is. */
export function recordPlace(draft: State, lesson: string, section: string): LessonState {
  const entry = startLesson(draft, lesson);
  entry.section = section;
  draft.lastLesson = lesson;
  return entry;
}

/** Remembers where a reader is, and that the section is behind them. */
export function recordSection(draft: State, lesson: string, section: string): void {
  const entry = recordPlace(draft, lesson, section);
  if (!entry.sectionsRead.includes(section)) entry.sectionsRead.push(section);
}

export function recordAnswer(draft: State, lesson: string, item: string, answer: Answer): void {
  startLesson(draft, lesson).answers[item] = answer;
}
