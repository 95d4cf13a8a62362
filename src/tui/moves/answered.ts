import type { Item } from '../../course/model.ts';
import { showingResult } from '../scrolling.ts';
import { saving, type Step } from '../step.ts';
import { type PuzzleScreen, type State, withShown } from '../state.ts';

/** Remembers an answer and brings what is said about it into view. */
export function answered(state: State, screen: PuzzleScreen, { id }: Item, correct: boolean, answer: { readonly choice: number[]; readonly text?: string }): Step {
  const session = { ...state.session, answers: state.session.answers + 1, rightAnswers: state.session.rightAnswers + (correct ? 1 : 0) };
  return saving(showingResult(withShown({ ...state, session }, screen)), { kind: 'answer', lesson: screen.lesson, item: id, correct, ...answer });
}
