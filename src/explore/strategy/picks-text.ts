import type { Pick } from './listed.ts';

/** Bits in a digit, and the digits: the first half of them end a number, the second half say that more follows. */
const BITS = 4;
const HALF = 2 ** BITS;
/** A list without anything in it. */
const NONE = 'z';

/** A list of picks in few characters of `a–z` and `0–9`: of each, how far it is from the one before, and which one it is. */
export function picksText(picks: readonly Pick[]): string {
  if (picks.length === 0) return NONE;
  let before = -1;
  let text = '';
  for (const { at, pick } of picks) {
    text += numberText(at - before - 1) + numberText(pick);
    before = at;
  }
  return text;
}

/** Reads such a list; `undefined` when it is none. */
export function parsePicks(text: string): Pick[] | undefined {
  if (text === NONE) return [];
  const numbers = numbersIn(text);
  if (!numbers || numbers.length % 2 === 1) return undefined;
  const picks: Pick[] = [];
  let at = -1;
  for (let index = 0; index < numbers.length; index += 2) {
    at += 1 + (numbers[index] as number);
    picks.push({ at, pick: numbers[index + 1] as number });
  }
  return picks;
}

function numberText(value: number): string {
  let text = '';
  let left = value;
  for (; left >= HALF; left = Math.floor(left / HALF)) text += (HALF + (left % HALF)).toString(2 * HALF);
  return text + left.toString(2 * HALF);
}

function numbersIn(text: string): number[] | undefined {
  const numbers: number[] = [];
  let [value, scale] = [0, 1];
  for (const character of text) {
    const digit = Number.parseInt(character, 2 * HALF);
    if (Number.isNaN(digit)) return undefined;
    value += (digit % HALF) * scale;
    scale *= HALF;
    if (digit >= HALF) continue;
    numbers.push(value);
    [value, scale] = [0, 1];
  }
  return scale === 1 ? numbers : undefined;
}
