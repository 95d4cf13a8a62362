import type { SearchEntry } from '../../course/index.ts';
import { excerpt } from '../../report/index.ts';
import { blank, type Line, theme, wrap } from '../../reader/index.ts';
import { isLow, proseColumns, textColumns } from '../geometry.ts';
import type { SearchScreen, State } from '../state.ts';
import { type Content, Page } from './content.ts';
import { listRow, quiet } from './row.ts';

/** The words stay on top; of the places found, the chosen one shows a piece of its text. */
export function searchContent(state: State, screen: SearchScreen): Content {
  const width = textColumns(state.size);
  const page = new Page();
  const said = answer(state, screen);
  if (said !== undefined) page.add(wrap(said, proseColumns(state.size), 'break'));
  const labelWidth = Math.min(width < 70 ? width - 2 : width - 32, Math.max(0, ...screen.hits.map(({ entry }) => entry.title.length)));
  screen.hits.forEach(({ entry, words }, index) => {
    const isChosen = index === screen.place.cursor;
    const row = listRow(entry.title, `${entry.kind}, ${placeWords(entry)}`, { isChosen, width, labelWidth });
    const piece = isChosen && !isLow(state.size) ? quiet(excerpt(entry.text, words), proseColumns(state.size) - 4).map((line) => ({ ...line, text: `    ${line.text}` })) : [];
    page.item([row, ...piece]);
  });
  const query: Line = { kind: 'prose', text: `${theme.quiet('Search for:')} ${theme.strong(tail(screen.query, width - 14))}${theme.accent('▏')}` };
  return page.content(isLow(state.size) ? [query] : [query, blank]);
}

/** What there is to say in place of a list. */
function answer(state: State, { query, hits }: SearchScreen): string | undefined {
  if (hits.length > 0) return undefined;
  if (query.trim().length < 2) return 'Type a word, or the words of a message that you saw: “send on closed channel”.';
  return state.index === undefined ? 'Reading the course …' : 'Nothing in the course has these words. Try one word less.';
}

/** The end of what was typed, where all of it does not fit. */
function tail(query: string, room: number): string {
  return query.length <= room ? query : `…${query.slice(query.length - room + 1)}`;
}

/** `lesson 3`: the lesson's title would not fit beside most entries. */
function placeWords({ place }: SearchEntry): string {
  return place.split(',')[0] ?? place;
}
