/** Bringing pieces into order. */
import type { ArrangeItem, WrongText } from '../model.ts';

/** A piece as it is offered: one of the right ones, or one that belongs nowhere. */
export interface Offered {
  readonly text: string;
  /** Of a piece that belongs nowhere: why. */
  readonly stray?: WrongText;
}

export type Arranged =
  | { readonly kind: 'right' }
  /** `good`: how many from the beginning are right. `strays`: pieces that belong nowhere. */
  | { readonly kind: 'wrong'; readonly good: number; readonly strays: readonly WrongText[]; readonly missing: number };

/** All pieces, shuffled: for the same item always in the same way, and never in the right one. Code is offered without its indentation, which would give it away. */
export function offered(item: ArrangeItem): readonly Offered[] {
  const pieces: Offered[] = item.pieces.map(({ text }) => ({ text: item.type === 'parsons' ? dedented(text) : text }));
  const all = [...pieces, ...item.distractors.map((stray) => ({ text: stray.text, stray }))];
  const random = generator(item.id);
  // An item whose pieces may stand in any order has no wrong one.
  for (let tries = 0; ; tries++) {
    const shuffled = all.map((piece) => ({ piece, key: random() })).toSorted((a, b) => a.key - b.key).map(({ piece }) => piece);
    const trial = shuffled.filter(({ stray }) => stray === undefined).map(({ text }) => text);
    if (tries > 20 || judgeArrangement(item, trial).kind === 'wrong') return shuffled;
  }
}

/** Judges an order of pieces, given by their texts. Pieces with the same text are the same. */
export function judgeArrangement(item: ArrangeItem, texts: readonly string[]): Arranged {
  const wanted = item.pieces.map(({ text }) => squeezed(text));
  const given = texts.map(squeezed);
  const strays = item.distractors.filter(({ text }) => given.includes(squeezed(text)) && !wanted.includes(squeezed(text)));
  let good = 0;
  while (good < wanted.length && fits(item, wanted, given, good)) good++;
  if (good === wanted.length && given.length === wanted.length) return { kind: 'right' };
  return { kind: 'wrong', good, strays, missing: Math.max(0, wanted.length - given.length) };
}

/** Whether the piece at a place is one that may stand there beside those before it. */
function fits({ anyOrder }: ArrangeItem, wanted: readonly string[], given: readonly string[], at: number): boolean {
  const group = anyOrder.find((one) => one.includes(at)) ?? [at];
  const left = group.map((index) => wanted[index]);
  // Each member of a group can be taken once.
  for (const index of group.toSorted((a, b) => a - b)) {
    if (index > at) break;
    const found = left.indexOf(given[index]);
    if (found < 0) return false;
    left.splice(found, 1);
  }
  return true;
}

/** Every order that counts as right, as texts of the pieces; at most `most` of them. */
export function rightOrders(item: ArrangeItem, most: number): readonly (readonly string[])[] {
  let orders: (readonly string[])[] = [item.pieces.map(({ text }) => text)];
  for (const group of item.anyOrder) {
    orders = orders.flatMap((order) => permutations(group).map((permuted) => order.map((text, index) => {
      const at = group.indexOf(index);
      return at < 0 ? text : order[permuted[at] ?? index] ?? text;
    }))).slice(0, most);
  }
  return orders;
}

/** The program's file with its pieces in another order. */
export function arrangedSource({ program, lines }: ArrangeItem, texts: readonly string[]): string {
  if (program === undefined || lines === undefined) return '';
  const source = program.source.split('\n');
  return [...source.slice(0, lines.from - 1), ...texts, ...source.slice(lines.to)].join('\n');
}

/** Lines of code, each as far to the right as the brackets before it say. */
export function indented(lines: readonly string[]): readonly string[] {
  let depth = 0;
  return lines.map((line) => {
    const text = line.trim();
    const [opened, closed] = [count(text, /[([{]/g), count(text, /[)\]}]/g)];
    const leading = count(/^[)\]};,\s]*/.exec(text)?.[0] ?? '', /[)\]}]/g);
    const row = '  '.repeat(Math.max(0, depth - (leading > 0 ? 1 : 0))) + text;
    depth = Math.max(0, depth + Math.sign(opened - closed));
    return row;
  });
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function permutations(members: readonly number[]): readonly (readonly number[])[] {
  if (members.length < 2) return [members];
  return members.flatMap((first, index) => permutations(members.toSpliced(index, 1)).map((rest) => [first, ...rest]));
}

function dedented(text: string): string {
  const lines = text.split('\n');
  const margin = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(margin)).join('\n').trimEnd();
}

function squeezed(text: string): string {
  return text.split('\n').map((line) => line.trim().replaceAll(/\s+/g, ' ')).join('\n');
}

/** Numbers between 0 and 1, always the same for the same name. */
function generator(name: string): () => number {
  let state = 2_166_136_261;
  for (const character of name) state = Math.imul(state ^ character.charCodeAt(0), 16_777_619);
  return () => {
    state = Math.imul(state ^ (state >>> 15), 2_246_822_519) + 1;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
}
