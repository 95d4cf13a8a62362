/** The rows of the whole window, each exactly as it is painted and none wider than the window. */
import stringWidth from 'string-width';
import { cut, type Line, theme } from '../reader/index.ts';
import { crumb, standing } from './crumb.ts';
import { footerLabels } from './actions.ts';
import { isLow, isTooSmall, margin, smallest, textColumns } from './geometry.ts';
import { activeContent, windowRows } from './scrolling.ts';
import { activePlace, type Size, type State } from './state.ts';

export function frame(state: State): string[] {
  if (isTooSmall(state.size)) return tooSmall(state.size);
  const body = bodyRowsOf(state);
  const footer = footerRow(state);
  if (!isLow(state.size)) return [headerRow(state), rule(state.size), ...body, messageRow(state), footer].map(trimmed);
  const last = state.message === undefined ? footer : padded(state, theme.warn(state.message.text), '');
  return [headerRow(state), ...body, last].map(trimmed);
}

function trimmed(row: string): string {
  return row.trimEnd();
}

function tooSmall(size: Size): string[] {
  const words = `Make the window at least ${smallest.columns}x${smallest.rows}`;
  const rows = Array.from({ length: size.rows }, () => '');
  const text = words.length <= size.columns ? ' '.repeat(Math.floor((size.columns - words.length) / 2)) + words : words.slice(0, size.columns);
  rows[Math.floor((size.rows - 1) / 2)] = text;
  return rows;
}

function headerRow(state: State): string {
  const low = isLow(state.size) ? position(state) : '';
  const right = low === '' ? standing(state) : low;
  // Decided by the widest thing that can stand on the right, so that the left does not change while one scrolls.
  const room = textColumns(state.size) - 2 - Math.max(standing(state).length, '↓ 9999 more'.length);
  const long = crumb(state, 'long');
  const left = stringWidth(long) <= room ? long : crumb(state, 'short');
  return padded(state, theme.strong(left), theme.quiet(right));
}

function rule(size: Size): string {
  return ' '.repeat(margin(size)) + theme.quiet('─'.repeat(textColumns(size)));
}

function bodyRowsOf(state: State): string[] {
  const content = activeContent(state);
  const rows = windowRows(state, content);
  const { scroll, left } = activePlace(state);
  const visible = content.lines.slice(scroll, scroll + rows);
  const filled = [...content.fixed, ...visible, ...emptyLines(rows - visible.length)];
  return filled.map((line) => ' '.repeat(margin(state.size)) + cut(line, textColumns(state.size), left));
}

function emptyLines(count: number): Line[] {
  return Array.from({ length: Math.max(0, count) }, () => ({ kind: 'prose', text: '' }));
}

function messageRow(state: State): string {
  const tone = state.message?.tone === 'problem' ? theme.bad : theme.warn;
  return padded(state, state.message === undefined ? '' : tone(state.message.text), theme.quiet(position(state)));
}

/** Where the shown rows are in the whole, if not all of it is shown. */
function position(state: State): string {
  const content = activeContent(state);
  const rows = windowRows(state, content);
  const { scroll } = activePlace(state);
  const below = content.lines.length - scroll - rows;
  if (content.lines.length <= rows) return '';
  return below > 0 ? `↓ ${below} more` : 'end';
}

const footerKeys = 6;
const footerKeysWhenLow = 4;

/** As many keys as fit; help is always among them. */
function footerRow(state: State): string {
  for (let most = isLow(state.size) ? footerKeysWhenLow : footerKeys; most > 1; most -= 1) {
    const labels = footerLabels(state, most);
    const plain = labels.map(({ sign, label }) => `${sign} ${label}`).join('   ');
    if (stringWidth(plain) > textColumns(state.size)) continue;
    return padded(state, labels.map(({ sign, label }) => `${theme.strong(sign)} ${theme.quiet(label)}`).join('   '), '');
  }
  return padded(state, `${theme.strong('?')} ${theme.quiet('all keys')}`, '');
}

/** Left text and right text in one row; where both do not fit, the left one is kept. */
function padded(state: State, left: string, right: string): string {
  const width = textColumns(state.size);
  const gap = width - stringWidth(left) - stringWidth(right);
  const space = ' '.repeat(margin(state.size));
  if (right === '' || gap < 2) return space + cut({ kind: 'prose', text: left }, width);
  return space + left + ' '.repeat(gap) + right;
}
