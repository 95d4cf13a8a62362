/** Items in which something is brought into order. */
import { itemHead, type Complain } from './item-head.ts';
import type { OrderItemData, ParsonsItemData } from './item-schemas.ts';
import type { ArrangeItem, LineRange, Piece, Program } from './model.ts';
import { shownLines } from './practice/program-lines.ts';

/** More lines than this nobody can keep in mind. */
const mostPieces = 16;

export function orderItem(data: OrderItemData, program: Program | undefined, complain: Complain): ArrangeItem {
  const anyOrder = data.anyOrder.map((group, index) => group.map((step) => {
    if (step > data.steps.length) complain(['anyOrder', index], `There is no step ${step}; the item has ${data.steps.length} steps.`);
    return step - 1;
  }));
  complainAboutPieces(data.steps, data.distractors, 'steps', complain);
  return {
    ...itemHead(data), type: 'order', pieces: data.steps, anyOrder, distractors: data.distractors, hint: data.hint, why: data.why,
    ...(program === undefined ? {} : { program }),
  };
}

export function parsonsItem(data: ParsonsItemData, program: Program, complain: Complain): ArrangeItem | undefined {
  const lines = rangeOf(data.lines);
  const shown = shownLines(program);
  if (lines.from < shown.from || lines.to > shown.to || lines.from > lines.to) {
    complain(['lines'], `The reader sees the lines ${shown.from} to ${shown.to} of the file; \`lines\` must be among them.`);
    return undefined;
  }
  const blocks = data.together.map((one, index) => {
    const block = rangeOf(one);
    if (block.from < lines.from || block.to > lines.to || block.from >= block.to) complain(['together', index], `\`${one}\` is not several of the lines ${lines.from} to ${lines.to}.`);
    return block;
  });
  const pieces = piecesIn(program, lines, blocks);
  const anyOrder = data.anyOrder.map((group, index) => group.map((line) => {
    const at = pieces.findIndex((piece) => piece.line === line);
    if (at < 0) complain(['anyOrder', index], `No piece begins in line ${line}; the pieces begin in ${pieces.map((piece) => piece.line).join(', ')}.`);
    return at;
  }));
  if (pieces.length < 3 || pieces.length > mostPieces) complain(['lines'], `There are ${pieces.length} pieces to put in order; make it 3 to ${mostPieces}. \`together\` joins lines.`);
  complainAboutPieces(pieces, data.distractors, 'lines', complain);
  return {
    ...itemHead(data), type: 'parsons', program, lines, pieces: pieces.map(({ text }) => ({ text })), anyOrder, distractors: data.distractors, hint: data.hint, why: data.why,
  };
}

/** One for each line that is not empty, and one for each block. */
function piecesIn(program: Program, lines: LineRange, blocks: readonly LineRange[]): readonly (Piece & { readonly line: number })[] {
  const source = program.source.split('\n');
  const pieces: { text: string; line: number }[] = [];
  for (let line = lines.from; line <= lines.to; line++) {
    const block = blocks.find((one) => one.from === line);
    const last = block?.to ?? line;
    const text = source.slice(line - 1, last).join('\n');
    if (text.trim() !== '') pieces.push({ text, line });
    line = last;
  }
  return pieces;
}

function complainAboutPieces(pieces: readonly Piece[], distractors: readonly { readonly text: string }[], key: string, complain: Complain): void {
  const texts = pieces.map((piece) => piece.text.trim());
  distractors.forEach(({ text }, index) => {
    if (texts.includes(text.trim())) complain(['distractors', index, 'text'], `“${text}” belongs to the right answer, too; change it.`);
  });
  if (key === 'steps' && new Set(texts).size < texts.length) complain([key], 'Two steps say the same; change one.');
}

function rangeOf(lines: number | string): LineRange {
  const [from = 0, to = from] = String(lines).split('-').map(Number);
  return { from, to };
}
