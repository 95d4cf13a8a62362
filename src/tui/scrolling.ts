/** Moving through a text or a list. */
import stringWidth from 'string-width';
import { helpContent } from './content/help.ts';
import { type Content, screenContent } from './content/index.ts';
import { bodyRows, textColumns } from './geometry.ts';
import { activePlace, type Place, type State, withActivePlace } from './state.ts';

export function activeContent(state: State): Content {
  return state.help.kind === 'open' ? helpContent(state) : screenContent(state);
}

/** Rows for the lines that scroll. */
export function windowRows(state: State, content: Content): number {
  return Math.max(1, bodyRows(state.size) - content.fixed.length);
}

export type Move = 'up' | 'down' | 'page-up' | 'page-down' | 'top' | 'bottom';

export function move(state: State, direction: Move): State {
  const content = activeContent(state);
  const rows = windowRows(state, content);
  const place = activePlace(state);
  const moved = content.items.length === 0 ? scrolled(place, direction, rows, content) : stepped(place, direction, rows, content);
  return withActivePlace(state, clamped(moved, rows, content));
}

/** The place within the text, whatever has become of its length. */
export function settled(state: State): State {
  const content = activeContent(state);
  return withActivePlace(state, clamped(activePlace(state), windowRows(state, content), content));
}

function clamped(place: Place, rows: number, content: Content): Place {
  const most = Math.max(0, content.lines.length - rows);
  const last = Math.max(0, content.items.length - 1);
  return { ...place, scroll: within(place.scroll, 0, most), cursor: within(place.cursor, 0, last) };
}

function within(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

function scrolled(place: Place, direction: Move, rows: number, content: Content): Place {
  return { ...place, scroll: place.scroll + distance(direction, rows, content.lines.length) };
}

/** A page keeps one line of the one before it, so that the eye finds its place. */
function distance(direction: Move, rows: number, all: number): number {
  switch (direction) {
    case 'up': return -1;
    case 'down': return 1;
    case 'page-up': return -Math.max(1, rows - 1);
    case 'page-down': return Math.max(1, rows - 1);
    case 'top': return -all;
    case 'bottom': return all;
  }
}

/**
 * In a list, arrows move the choice. Where the choices stand under a long text, arrows first scroll them into view and,
 * above the first choice, back to the text.
 */
function stepped(place: Place, direction: Move, rows: number, content: Content): Place {
  const item = content.items[place.cursor];
  const isBelow = item !== undefined && item.from >= place.scroll + rows;
  const isAbove = item !== undefined && item.to < place.scroll;
  if (direction === 'down' && isBelow) return { ...place, scroll: place.scroll + 1 };
  if (direction === 'up' && (isBelow || (place.cursor === 0 && !isAbove))) return { ...place, scroll: place.scroll - 1 };
  if (direction === 'page-down' && isBelow) return { ...place, scroll: place.scroll + rows - 1 };
  const by = direction === 'up' ? -1 : direction === 'down' ? 1 : distance(direction, Math.max(2, Math.floor(rows / 2)), content.items.length);
  if (direction === 'down' && place.cursor === content.items.length - 1) return { ...place, scroll: place.scroll + 1 };
  const next = { ...place, cursor: within(place.cursor + by, 0, content.items.length - 1) };
  if (direction === 'top' || (direction === 'page-up' && next.cursor === 0)) return { ...next, scroll: direction === 'top' ? 0 : Math.max(0, place.scroll - rows + 1) };
  return showingItem(next, rows, content);
}

/** Scrolls as little as needed to show the chosen item whole. */
export function showingItem(place: Place, rows: number, content: Content): Place {
  const item = content.items[place.cursor];
  if (item === undefined) return place;
  if (item.from < place.scroll) return { ...place, scroll: place.cursor === 0 ? Math.max(0, item.to - rows + 1) : item.from };
  if (item.to >= place.scroll + rows) return { ...place, scroll: Math.min(item.from, item.to - rows + 1) };
  return place;
}

/** Brings a result that has just arrived into view. */
export function showingResult(state: State): State {
  const content = activeContent(state);
  const rows = windowRows(state, content);
  const place = activePlace(state);
  const { result } = content;
  if (result === undefined) return settled(state);
  // As little as shows all of it; its beginning, where all of it does not fit.
  const scroll = within(place.scroll, Math.min(result.from, result.to - rows + 1), result.from);
  return withActivePlace(state, clamped({ ...place, scroll }, rows, content));
}

/** Whether the last line is on the screen. */
export function isAtEnd(state: State): boolean {
  const content = activeContent(state);
  return activePlace(state).scroll + windowRows(state, content) >= content.lines.length;
}

const sideways = 8;

/** Moves long lines of code left or right. */
export function shift(state: State, direction: 'left' | 'right'): State {
  const place = activePlace(state);
  const left = direction === 'left' ? Math.max(0, place.left - sideways) : place.left + sideways;
  return withActivePlace(state, { ...place, left: Math.min(left, widestOverhang(state)) });
}

function widestOverhang(state: State): number {
  const content = activeContent(state);
  const widest = Math.max(0, ...content.lines.filter((line) => line.kind === 'code').map((line) => stringWidth(line.text)));
  return Math.max(0, widest - textColumns(state.size) + 1);
}
