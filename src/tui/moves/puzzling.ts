/** Working on an item that is more than choices: filling a gap, putting pieces in order. */
import { judgeArrangement, judgeBlank, offered } from '../../course/index.ts';
import { showingResult } from '../scrolling.ts';
import { step, type Step } from '../step.ts';
import { arrangementOf, type ArrangeScreen, blankOf, type BlankScreen, isPuzzle, shown, type State, withShown } from '../state.ts';
import { answered } from './answered.ts';
import { driveOn } from './driving.ts';
import { afresh } from './parts.ts';

/** Judges what was done. */
export function submit(state: State): Step {
  const screen = shown(state);
  switch (screen.kind) {
    case 'blank': return submitBlank(state, screen);
    case 'arrange': return submitArrangement(state, screen);
    default: return step(state);
  }
}

function submitBlank(state: State, screen: BlankScreen): Step {
  const item = blankOf(state, screen);
  const typed = screen.typed.trim();
  if (typed === '') return note(state, 'Type what belongs in the gap first.');
  const correct = judgeBlank(item, typed).kind === 'right';
  return answered(state, { ...screen, outcome: correct ? 'right' : 'wrong' }, item, correct, { choice: [], text: typed });
}

function submitArrangement(state: State, screen: ArrangeScreen): Step {
  const item = arrangementOf(state, screen);
  if (screen.placed.length === 0) return note(state, 'Put something in order first: Enter places a piece.');
  const pieces = offered(item);
  const correct = judgeArrangement(item, screen.placed.map((index) => pieces[index]?.text ?? '')).kind === 'right';
  return answered(state, { ...screen, outcome: correct ? 'right' : 'wrong' }, item, correct, { choice: [...screen.placed] });
}

/** Goes on after a wrong answer with what was done, after a right one from the beginning. */
export function tryAgain(state: State): Step {
  const screen = shown(state);
  if (!isPuzzle(screen)) return step(state);
  if (screen.kind === 'drive') return driveOn(withShown(state, afresh(state, screen)));
  if (screen.outcome !== 'wrong' || screen.kind === 'code') return step(withShown(state, afresh(state, screen)));
  return step(withShown(state, { ...screen, outcome: 'open', ...(screen.kind === 'blank' ? { typed: '' } : {}) }));
}

export function showAnswer(state: State): Step {
  const screen = shown(state);
  if (!isPuzzle(screen)) return step(state);
  return step(showingResult(withShown(state, { ...screen, outcome: 'shown' })));
}

/** Places the piece under the cursor behind the others, or takes it back. */
export function placePiece(state: State): Step {
  const screen = shown(state);
  if (screen.kind !== 'arrange' || screen.outcome !== 'open') return step(state);
  const { cursor } = screen.place;
  if (cursor < screen.placed.length) return step(withShown(state, { ...screen, placed: screen.placed.toSpliced(cursor, 1) }));
  return place(state, screen, leftPieces(state, screen)[cursor - screen.placed.length]);
}

/** A number: places the piece of this number among those that are left. */
export function placeNumbered(state: State, index: number): Step {
  const screen = shown(state);
  if (screen.kind !== 'arrange' || screen.outcome !== 'open') return step(state);
  return place(state, screen, leftPieces(state, screen)[index]);
}

function place(state: State, screen: ArrangeScreen, piece: number | undefined): Step {
  if (piece === undefined) return step(state);
  return step(withShown(state, { ...screen, placed: [...screen.placed, piece], place: { ...screen.place, cursor: screen.place.cursor + 1 } }));
}

/** Moves a placed piece one place up or down. */
export function movePiece(state: State, by: 1 | -1): Step {
  const screen = shown(state);
  if (screen.kind !== 'arrange' || screen.outcome !== 'open') return step(state);
  const { cursor } = screen.place;
  const [piece, other] = [screen.placed[cursor], screen.placed[cursor + by]];
  if (piece === undefined || other === undefined) return step(state);
  const placed = screen.placed.with(cursor, other).with(cursor + by, piece);
  return step(withShown(state, { ...screen, placed, place: { ...screen.place, cursor: cursor + by } }));
}

/** The pieces that are not placed, as numbers among those offered. */
export function leftPieces(state: State, screen: ArrangeScreen): readonly number[] {
  return offered(arrangementOf(state, screen)).map((_, index) => index).filter((index) => !screen.placed.includes(index));
}

/** A key that is typed into the gap. */
export function typedIntoGap(state: State, screen: BlankScreen, key: string): State {
  const typed = key === 'backspace' ? Array.from(screen.typed).slice(0, -1).join('') : screen.typed + (key === 'space' ? ' ' : key);
  return withShown(state, { ...screen, typed });
}

function note(state: State, text: string): Step {
  return step({ ...state, message: { tone: 'note', text } });
}
