/** The screens of the parts of a lesson: pitfalls, questions, items. */
import type { Item } from '../../course/model.ts';
import { isItemSection, itemsIn, type ItemSection } from '../../reader/index.ts';
import { itemOf, lessonOf, type PartScreen, type PartSection, type PuzzleScreen, start, type State } from '../state.ts';

/** Which list of its lesson a part stands in. */
export function sectionOfPart(screen: PartScreen): PartSection {
  return screen.kind === 'pitfall' ? 'pitfalls' : screen.source;
}

export function partScreen(state: State, lesson: string, section: PartSection, index: number): PartScreen {
  if (section === 'pitfalls') return { kind: 'pitfall', lesson, index, place: start, runs: {} };
  const item = isItemSection(section) ? itemsIn(lessonOf(state, lesson), section)[index] : undefined;
  const puzzle = item && isItemSection(section) ? puzzleScreen(item, lesson, section, index) : undefined;
  return puzzle ?? { kind: 'ask', lesson, source: section, index, place: start, marked: [] };
}

/** The screen of an item that is more than choices. */
function puzzleScreen(item: Item, lesson: string, source: ItemSection, index: number): PuzzleScreen | undefined {
  switch (item.type) {
    case 'blank': return { kind: 'blank', lesson, source, index, place: start, typed: '', outcome: 'open' };
    case 'parsons': case 'order': return { kind: 'arrange', lesson, source, index, place: start, placed: [], outcome: 'open' };
    case 'schedule': return { kind: 'drive', lesson, source, index, place: start, picks: [], outcome: 'open' };
    case 'fix': case 'write': return { kind: 'code', lesson, source, index, place: start, outcome: 'open' };
    case 'choice': case 'multi': case 'predict-output': case 'predict-verdict': case 'spot-bug': return undefined;
  }
}

/** The same puzzle from the beginning. */
export function afresh(state: State, screen: PuzzleScreen): PuzzleScreen {
  return puzzleScreen(itemOf(state, screen), screen.lesson, screen.source, screen.index) ?? screen;
}
