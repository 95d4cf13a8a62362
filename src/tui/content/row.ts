/** Rows of lists. */
import { type Line, pad, theme, wrap } from '../../reader/index.ts';

export const cursorMark = '› ';

/** A row that can be chosen: a mark for the chosen one, a label, and details that stand right of it or, if they do not fit, are left out. */
export function listRow(label: string, details: string, options: { readonly isChosen: boolean; readonly width: number; readonly labelWidth: number }): Line {
  const mark = options.isChosen ? theme.accent(cursorMark) : '  ';
  const room = Math.max(1, Math.min(options.labelWidth, options.width - 2));
  const short = wrap(label, room, 'break')[0]?.text ?? '';
  const name = short.length < label.length ? `${wrap(label, room - 1, 'break')[0]?.text ?? ''}…` : label;
  const styled = options.isChosen ? theme.strong(pad(name, room)) : pad(name, room);
  const hasRoom = options.width - 2 - room - 2 >= details.length;
  return { kind: 'prose', text: `${mark}${styled}${hasRoom && details !== '' ? `  ${theme.quiet(details)}` : ''}`.trimEnd() };
}

/** A choice with its number, wrapped under itself. */
export function choiceRows(number: number, text: string, options: { readonly isChosen: boolean; readonly width: number; readonly tick?: string }): Line[] {
  const mark = options.isChosen ? theme.accent(cursorMark) : '  ';
  const label = options.tick === undefined ? `${number}. ` : `${options.tick} ${number}. `;
  const indent = 2 + label.length;
  return wrap(text, Math.max(1, options.width - indent), 'break').map((line, index) => ({
    kind: 'prose',
    text: (index === 0 ? mark + label : ' '.repeat(indent)) + (options.isChosen ? theme.strong(line.text) : line.text),
  }));
}

export function heading(text: string, width: number): Line[] {
  return wrap(theme.heading(text), width, 'break');
}

export function quiet(text: string, width: number, hanging = 0): Line[] {
  return wrap(text, width, 'break', hanging).map((line) => ({ ...line, text: theme.quiet(line.text) }));
}
