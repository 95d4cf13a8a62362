/** Filling a gap. */
import type { BlankItem, WrongText } from '../model.ts';

export type Filled = { readonly kind: 'right' } | { readonly kind: 'wrong'; readonly listed?: WrongText };

/** Judges what somebody wrote into the gap. Blanks count only where they part words. */
export function judgeBlank(item: BlankItem, answer: string): Filled {
  const same = (text: string): boolean => squeezed(text) === squeezed(answer);
  if (item.accept.some(same)) return { kind: 'right' };
  const listed = item.wrong.find(({ text }) => same(text));
  return listed === undefined ? { kind: 'wrong' } : { kind: 'wrong', listed };
}

function squeezed(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ').replaceAll(/(?<!\w) | (?!\w)/g, '').replace(/;$/, '');
}

/** The program's file with something else in the gap. */
export function filledSource({ program, gap }: BlankItem, answer: string): string {
  const lines = program.source.split('\n');
  const line = lines[gap.line - 1] ?? '';
  lines[gap.line - 1] = line.slice(0, gap.column - 1) + answer + line.slice(gap.column - 1 + gap.text.length);
  return lines.join('\n');
}
