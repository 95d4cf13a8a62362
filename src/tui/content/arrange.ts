/** Pieces to put in order: those placed above, those left below. */
import { indented, judgeArrangement, offered, type Offered } from '../../course/index.ts';
import type { ArrangeItem } from '../../course/model.ts';
import { indent, itemProgramLines, type Line, orderRows, pieceRows, promptLines, theme, tickedText, wrap } from '../../reader/index.ts';
import { proseColumns, textColumns } from '../geometry.ts';
import { arrangementOf, type ArrangeScreen, type State } from '../state.ts';
import { type Content, Page } from './content.ts';
import { cursorMark, quiet } from './row.ts';

export function arrangeContent(state: State, screen: ArrangeScreen): Content {
  const item = arrangementOf(state, screen);
  const width = proseColumns(state.size);
  const options = { width, longWords: 'break', paths: 'short' } as const;
  const page = new Page().add(promptLines(item.prompt, options)).gap();
  page.add(itemProgramLines(item, { ...options, width: textColumns(state.size) })).gap();
  const pieces = offered(item);
  if (screen.outcome === 'shown') return page.result(orderRows(item, options)).content();
  addPlaced(page, item, pieces, screen, width);
  switch (screen.outcome) {
    case 'open': addLeft(page, item, pieces, screen, width); break;
    case 'wrong': page.gap().result(wrongLines(item, pieces, screen, width)); break;
    case 'right': page.gap().result([{ kind: 'prose', text: theme.good('✓ Right.') }, ...orderRows(item, options)]); break;
  }
  return page.content();
}

function addPlaced(page: Page, item: ArrangeItem, pieces: readonly Offered[], screen: ArrangeScreen, width: number): void {
  const placed = screen.placed.map((index) => pieces[index]?.text ?? '');
  const rows = item.type === 'parsons' ? indentedPieces(placed) : placed;
  page.add([{ kind: 'prose', text: theme.subheading('In order') }]);
  if (rows.length === 0) page.add(quiet('  nothing yet', width));
  rows.forEach((text, index) => {
    const lines = pieceLines(item, text, index + 1, screen.outcome === 'open' && index === screen.place.cursor, width);
    if (screen.outcome === 'open') page.item(lines);
    else page.add(lines);
  });
}

function addLeft(page: Page, item: ArrangeItem, pieces: readonly Offered[], screen: ArrangeScreen, width: number): void {
  const left = pieces.map((piece, index) => ({ piece, index })).filter(({ index }) => !screen.placed.includes(index));
  page.gap().add([{ kind: 'prose', text: theme.subheading('Still to place') }]);
  left.forEach(({ piece }, at) => page.item(pieceLines(item, piece.text, at + 1, screen.place.cursor === screen.placed.length + at, width)));
  if (left.length === 0) page.add(quiet('  nothing', width));
  const strays = item.distractors.length > 0 ? ' Not every piece belongs there.' : '';
  page.gap().add(quiet(`A number or Enter places a piece, Enter takes a placed one back, J and K move it. r checks.${strays}`, width));
}

function pieceLines(item: ArrangeItem, text: string, number: number, isChosen: boolean, width: number): Line[] {
  const mark = isChosen ? theme.accent(cursorMark) : '  ';
  const rows = pieceRows(item, text, { width: width - 2, longWords: 'break', paths: 'short' });
  return indent(rows.map((row) => (isChosen ? { ...row, text: theme.strong(row.text) } : row)), `${mark}${String(number).padStart(2)}. `);
}

/** Pieces with the indentation that their places give them. */
function indentedPieces(texts: readonly string[]): readonly string[] {
  const rows = indented(texts.flatMap((text) => text.split('\n')));
  let from = 0;
  return texts.map((text) => {
    const count = text.split('\n').length;
    from += count;
    return rows.slice(from - count, from).join('\n');
  });
}

function wrongLines(item: ArrangeItem, pieces: readonly Offered[], { placed }: ArrangeScreen, width: number): Line[] {
  const judged = judgeArrangement(item, placed.map((index) => pieces[index]?.text ?? ''));
  if (judged.kind === 'right') return [];
  const { good, strays, missing } = judged;
  const where = good < placed.length ? `The first ${good} are right; number ${good + 1} does not belong there.` : `So far it is right, but ${missing} ${missing === 1 ? 'piece is' : 'pieces are'} missing.`;
  return [
    ...wrap(`${theme.bad('✗ Not quite.')} ${where.replace('The first 0 are right; number', 'Number').replace('The first 1 are', 'The first one is')}`, width, 'break', 2),
    ...strays.flatMap(({ text, why }) => wrap(`${theme.code(text)} ${tickedText(why)}`, width, 'break')),
    ...(strays.length === 0 ? wrap(tickedText(item.hint), width, 'break') : []),
    ...quiet('a goes on with it, s shows the answer.', width),
  ];
}
