/** Keys that are letters of what somebody types. */
import { isTextKey } from '../keys.ts';
import { isTyping, shown, type State } from '../state.ts';
import { typedIntoGap } from './puzzling.ts';
import { typedIntoSearch } from './searching.ts';

/** Whether a key is part of the words, and does nothing else. */
export function isTyped(state: State, key: string): boolean {
  return state.help.kind === 'closed' && isTyping(shown(state)) && isTextKey(key);
}

export function typed(state: State, key: string): State {
  const screen = shown(state);
  switch (screen.kind) {
    case 'search': return typedIntoSearch(state, screen, key);
    case 'blank': return typedIntoGap(state, screen, key);
    default: return state;
  }
}
