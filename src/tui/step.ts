/** What a key or a result leads to: the next state, and what the outside has to do. */
import type { CodeItem, Course, Exercise, Program, ScheduleItem } from '../course/model.ts';
import { recordAnswer, recordAttempt, recordHint, recordPlace, recordSection, type State as Saved } from '../progress/index.ts';
import type { State } from './state.ts';

/** A change of the learner's progress, as data. */
export type Change =
  | { readonly kind: 'place'; readonly lesson: string; readonly section: string }
  /** `parts`: section names and pitfall ids. `isWhole`: nothing of the lesson is left unread. */
  | { readonly kind: 'read'; readonly lesson: string; readonly section: string; readonly parts: readonly string[]; readonly isWhole: boolean }
  | { readonly kind: 'answer'; readonly lesson: string; readonly item: string; readonly choice: number | number[]; readonly text?: string; readonly correct: boolean }
  | { readonly kind: 'hint'; readonly exercise: string; readonly level: number }
  | { readonly kind: 'attempt'; readonly exercise: string; readonly passed: boolean; readonly score: number };

export type Effect =
  | { readonly kind: 'run'; readonly job: number; readonly program: Program }
  | { readonly kind: 'check'; readonly job: number; readonly exercise: Exercise }
  | { readonly kind: 'drive'; readonly job: number; readonly item: ScheduleItem; readonly picks: readonly number[] }
  | { readonly kind: 'check-code'; readonly job: number; readonly item: CodeItem }
  | { readonly kind: 'edit'; readonly item: CodeItem }
  | { readonly kind: 'index'; readonly course: Course }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'save'; readonly change: Change }
  | { readonly kind: 'repaint' }
  | { readonly kind: 'suspend' }
  | { readonly kind: 'quit'; readonly code: number };

export interface Step {
  readonly state: State;
  readonly effects: readonly Effect[];
}

export function step(state: State, ...effects: Effect[]): Step {
  return { state, effects };
}

/** The second step after the first. */
export function andThen(first: Step, next: (state: State) => Step): Step {
  const second = next(first.state);
  return { state: second.state, effects: [...first.effects, ...second.effects] };
}

/** Saves a change, and shows it at once without waiting for the disk. */
export function saving(state: State, change: Change): Step {
  const saved = structuredClone(state.saved);
  applyChange(saved, change, new Date(0));
  return step({ ...state, saved }, { kind: 'save', change });
}

export function applyChange(draft: Saved, change: Change, at: Date): void {
  switch (change.kind) {
    case 'place':
      recordPlace(draft, change.lesson, change.section);
      return;
    case 'read': {
      for (const part of change.parts) recordSection(draft, change.lesson, part);
      const entry = recordPlace(draft, change.lesson, change.section);
      if (change.isWhole) entry.state = 'read';
      return;
    }
    case 'answer':
      recordAnswer(draft, change.lesson, change.item, { choice: change.choice, correct: change.correct, at: at.toISOString(), ...(change.text === undefined ? {} : { text: change.text }) });
      return;
    case 'hint':
      recordHint(draft, change.exercise, change.level);
      return;
    case 'attempt':
      recordAttempt(draft, { exercise: change.exercise, passed: change.passed, score: change.score, at });
      return;
  }
}
