import { blank, theme, wrap } from '../../reader/index.ts';
import { homeEntries } from '../entries.ts';
import { isLow, proseColumns } from '../geometry.ts';
import type { HomeScreen, State } from '../state.ts';
import { type Content, Page } from './content.ts';
import { cursorMark, quiet } from './row.ts';

const welcome = 'Go-style concurrency in TypeScript: read a lesson, predict what a program does, run it under many schedules, then write your own.';

/** Each entry has its details under it; where rows are scarce, only the chosen one has. */
export function homeContent(state: State, screen: HomeScreen): Content {
  const width = proseColumns(state.size);
  const page = new Page();
  if (!isLow(state.size)) page.add([blank]).add(wrap(welcome, width, 'break')).add([blank]);
  homeEntries(state).forEach((entry, index) => {
    const isChosen = index === screen.place.cursor;
    const title = isChosen ? theme.strong(entry.title) : entry.title;
    const [first, ...rest] = wrap(title, width - 2, 'break');
    const mark = isChosen ? theme.accent(cursorMark) : '  ';
    const details = isLow(state.size) && !isChosen ? [] : quiet(entry.details, width - 2).map((line) => ({ ...line, text: `  ${line.text}` }));
    page.item([
      { kind: 'prose', text: mark + (first?.text ?? '') },
      ...rest.map((line) => ({ ...line, text: `  ${line.text}` })),
      ...details,
    ]);
    if (!isLow(state.size)) page.gap();
  });
  return page.content();
}
