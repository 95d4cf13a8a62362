/** Does what an action says. */
import { exitCode } from '../errors.ts';
import type { Action } from './actions.ts';
import { answer, askAgain, choose, tick } from './moves/answering.ts';
import { checkCode, editCode } from './moves/coding.ts';
import { pick, unpick } from './moves/driving.ts';
import { back, neighbour, openChosen } from './moves/opening.ts';
import { movePiece, placeNumbered, placePiece, showAnswer, submit, tryAgain } from './moves/puzzling.ts';
import { skipAhead, turnSection } from './moves/reading.ts';
import { openSearch } from './moves/searching.ts';
import { cancel, checkWork, hint, runProgram } from './moves/working.ts';
import { move, shift } from './scrolling.ts';
import { andThen, step, type Step } from './step.ts';
import { isPuzzle, placeOf, shown, start, type State } from './state.ts';

export function perform(state: State, action: Action, key: string): Step {
  switch (action.id) {
    case 'open': return openChosen(state);
    case 'answer': return answer(state);
    case 'choose': return choose(state, Number(key) - 1);
    case 'tick': return tick(state);
    case 'next': case 'next-part': return andThen(cancel(state), (idle) => neighbour(idle, 1));
    case 'previous-part': return andThen(cancel(state), (idle) => neighbour(idle, -1));
    case 'again': return isPuzzle(shown(state)) ? tryAgain(state) : askAgain(state);
    case 'submit': case 'judge': return submit(state);
    case 'place': return placePiece(state);
    case 'piece': return placeNumbered(state, Number(key) - 1);
    case 'piece-down': return movePiece(state, 1);
    case 'piece-up': return movePiece(state, -1);
    case 'retry': return tryAgain(state);
    case 'show-answer': return showAnswer(state);
    case 'pick': return pick(state, placeOf(shown(state)).cursor);
    case 'pick-numbered': return pick(state, Number(key) - 1);
    case 'unpick': return unpick(state);
    case 'edit': return editCode(state);
    case 'check-code': return checkCode(state);
    case 'skip': return skipAhead(state);
    case 'run-broken': return runProgram(state, 'broken');
    case 'run-fixed': return runProgram(state, 'fixed');
    case 'check': return checkWork(state);
    case 'hint': return hint(state);
    case 'cancel': return cancel(state);
    case 'next-section': return turnSection(state, 1);
    case 'previous-section': return turnSection(state, -1);
    case 'language': return step({ ...state, language: state.language === 'ts' ? 'go' : 'ts' });
    case 'up': case 'down': case 'page-up': case 'page-down': case 'top': case 'bottom': return step(move(state, action.id));
    case 'left': case 'right': return step(shift(state, action.id));
    case 'search': return openSearch(state);
    case 'back': return goBack(state, key);
    case 'help': return step({ ...state, help: { kind: 'open', place: start } });
    case 'close-help': return step({ ...state, help: { kind: 'closed' } });
    case 'quit': return step(state, { kind: 'cancel' }, { kind: 'quit', code: exitCode.interrupted });
    case 'repaint': return step(state, { kind: 'repaint' });
    case 'suspend': return step(state, { kind: 'suspend' });
  }
}

/** Esc first ends what is running, and never leaves the tutor; q does both. */
function goBack(state: State, key: string): Step {
  if (key === 'escape' && state.job !== undefined) return cancel(state);
  if (key === 'escape' && state.stack.length === 1) return step(state);
  return andThen(cancel(state), back);
}
