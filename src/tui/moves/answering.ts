/** Answering questions and practice items. */
import { askedOf, isRight } from '../content/ask.ts';
import { showingResult } from '../scrolling.ts';
import { saving, step, type Step } from '../step.ts';
import { type AskScreen, shown, start, type State, withShown } from '../state.ts';

/** A number: takes that choice at once, or ticks it where several may be right. */
export function choose(state: State, index: number): Step {
  const screen = shown(state);
  if (screen.kind !== 'ask' || screen.answered !== undefined) return step(state);
  const asked = askedOf(state, screen);
  if (index >= asked.choices.length) return step(state);
  const moved: AskScreen = { ...screen, place: { ...screen.place, cursor: index } };
  return asked.isMulti ? step(withShown(state, ticked(moved, index))) : commit(state, moved, [index]);
}

/** Space: ticks or takes the choice under the cursor. */
export function tick(state: State): Step {
  const screen = shown(state);
  if (screen.kind !== 'ask' || screen.answered !== undefined) return step(state);
  return step(withShown(state, ticked(screen, screen.place.cursor)));
}

/** Enter: takes the choice under the cursor, or all that are ticked. */
export function answer(state: State): Step {
  const screen = shown(state);
  if (screen.kind !== 'ask' || screen.answered !== undefined) return step(state);
  const asked = askedOf(state, screen);
  if (!asked.isMulti) return commit(state, screen, [screen.place.cursor]);
  if (screen.marked.length === 0) return step({ ...state, message: { tone: 'note', text: 'Tick at least one choice first: its number, or Space.' } });
  return commit(state, screen, screen.marked);
}

/** Asks the same question again. */
export function askAgain(state: State): Step {
  const screen = shown(state);
  if (screen.kind !== 'ask') return step(state);
  const { answered: _, ...rest } = screen;
  return step(withShown(state, { ...rest, marked: [], place: start }));
}

function ticked(screen: AskScreen, index: number): AskScreen {
  const marked = screen.marked.includes(index) ? screen.marked.filter((each) => each !== index) : [...screen.marked, index].sort((a, b) => a - b);
  return { ...screen, marked };
}

function commit(state: State, screen: AskScreen, chosen: readonly number[]): Step {
  const asked = askedOf(state, screen);
  const correct = isRight(asked, chosen);
  const session = {
    ...state.session,
    answers: state.session.answers + 1,
    rightAnswers: state.session.rightAnswers + (correct ? 1 : 0),
  };
  const next = showingResult(withShown({ ...state, session }, { ...screen, answered: chosen }));
  const choice = asked.isMulti ? [...chosen] : chosen[0] ?? 0;
  return saving(next, { kind: 'answer', lesson: screen.lesson, item: asked.id, choice, correct });
}
