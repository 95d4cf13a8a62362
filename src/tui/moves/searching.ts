/** Searching the course: words are typed, and what they are about stands below. */
import type { CourseIndex, SearchHit } from '../../course/index.ts';
import { step, type Step } from '../step.ts';
import { type SearchScreen, shown, start, type State, withShown } from '../state.ts';

/** The most places that are listed. */
const MOST_HITS = 50;

/** Opens the search; going back from what it finds leads back to it. */
export function openSearch(state: State): Step {
  const open: State = { ...state, stack: [...state.stack, { kind: 'search', query: '', hits: [], place: start }] };
  return state.index === undefined ? step(open, { kind: 'index', course: state.course }) : step(open);
}

export function typedIntoSearch(state: State, screen: SearchScreen, key: string): State {
  return withQuery(state, screen, edited(screen.query, key));
}

/** The course has been read: what was typed meanwhile is looked up. */
export function indexed(state: State, index: CourseIndex): State {
  const ready = { ...state, index };
  const screen = shown(ready);
  return screen.kind === 'search' ? withQuery(ready, screen, screen.query) : ready;
}

function edited(query: string, key: string): string {
  if (key === 'backspace') return Array.from(query).slice(0, -1).join('');
  return query + (key === 'space' ? ' ' : key);
}

function withQuery(state: State, screen: SearchScreen, query: string): State {
  return withShown(state, { ...screen, query, hits: hitsOf(state.index, query), place: start });
}

function hitsOf(index: CourseIndex | undefined, query: string): readonly SearchHit[] {
  return query.trim().length < 2 || index === undefined ? [] : index.find(query).slice(0, MOST_HITS);
}
