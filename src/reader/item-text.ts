/** A practice item as plain text, and the parts of it that the screens show, too. */
import { arrangedSource, filledSource, indented, offered } from '../course/index.ts';
import type { ArrangeItem, BlankItem, CodeItem, Goal, Item, Program, ScheduleItem } from '../course/model.ts';
import { choiceLines, promptLines, whyLines } from './ask.ts';
import type { BlockOptions } from './blocks.ts';
import { findingWords } from './claim.ts';
import { headingLines } from './heading.ts';
import { highlight } from './highlight.ts';
import { tickedText } from './inline.ts';
import { indent, joined, type Line, type LongWords, prefixAll, wrap } from './line.ts';
import { programLines, runCommand, withoutClaim } from './program.ts';
import { theme } from './theme.ts';

export interface ItemTextOptions {
  readonly width: number;
  readonly longWords: LongWords;
  readonly paths: 'full' | 'short';
}

/** Stands for a gap. */
export const gapMark = '____';

export function itemLines(item: Item, options: BlockOptions): Line[] {
  return joined([
    headingLines(item.pitfall === undefined ? item.id : `${item.id} (pitfall ${item.pitfall})`, theme.subheading, options),
    promptLines(item.prompt, options),
    itemProgramLines(item, options),
    ...taskLines(item, options),
  ]);
}

/** The program that an item asks about, as somebody sees it who has not answered. */
export function itemProgramLines(item: Item, options: ItemTextOptions): Line[] {
  switch (item.type) {
    case 'blank': return programLines(shownAs(item.program, filledSource(item, gapMark)), { ...options, gutter: 'none' });
    case 'parsons': return item.program === undefined ? [] : aroundLines(item, options);
    case 'choice': case 'multi': case 'predict-output': case 'predict-verdict': case 'spot-bug': case 'order': case 'schedule': case 'fix': case 'write':
      return item.program === undefined ? [] : programLines(withoutClaim(item.program), { ...options, gutter: item.type === 'spot-bug' ? 'numbers' : 'none' });
  }
}

/** The program around the lines that are to be put in order. */
function aroundLines(item: ArrangeItem, options: ItemTextOptions): Line[] {
  if (item.program === undefined) return [];
  const source = arrangedSource(item, [`${marginOf(item)}// … your lines …`]);
  return programLines(shownAs(item.program, source), { ...options, gutter: 'none' });
}

function marginOf({ pieces }: ArrangeItem): string {
  return /^\s*/.exec(pieces[0]?.text ?? '')?.[0] ?? '';
}

function shownAs(program: Program, source: string): Program {
  return { ...withoutClaim(program), source, shown: source.split('\n').slice(program.headerLines).join('\n') };
}

/** What is to be done, and the answer. */
function taskLines(item: Item, options: BlockOptions): Line[][] {
  const answer: Line = { kind: 'prose', text: theme.subheading('Answer') };
  switch (item.type) {
    case 'blank': return [[answer, ...blankRows(item, options)]];
    case 'schedule': return [wrap(`${goalWords(item.goal)} ${theme.quiet('In `learn` you choose who goes on; here, `run` finds it:')}`, options.width, options.longWords), commandRow(item.program), [answer, ...reasonRows(item, options)]];
    case 'fix': case 'write': return [commandRow(item.program), [answer, ...reasonRows(item, options)], programLines(item.solution, { ...options, gutter: 'none' })];
    case 'parsons': case 'order': return [offeredRows(item, options), [answer, ...orderRows(item, options)]];
    case 'choice': case 'multi': case 'predict-output': case 'predict-verdict': case 'spot-bug':
      return [choiceLines(item.choices, options), [answer, ...whyLines(item.choices, options)]];
  }
}

/** What may stand in the gap and what may not, each with its reason. */
export function blankRows({ accept: [first = '', ...others], wrong, why }: BlankItem, options: ItemTextOptions): Line[] {
  const right = [first, ...others].map((text) => theme.code(text)).join(' or ');
  return [
    ...wrap(`${theme.good(`✓ ${right}`)} ${tickedText(why)}`, options.width, options.longWords, 2),
    ...wrong.flatMap((one) => wrap(`${theme.bad('✗')} ${theme.code(one.text)} ${tickedText(one.why)}`, options.width, options.longWords, 2)),
  ];
}

function offeredRows(item: ArrangeItem, options: ItemTextOptions): Line[] {
  const digits = String(item.pieces.length + item.distractors.length).length;
  return offered(item).flatMap(({ text }, index) => indent(pieceRows(item, text, options), `${String(index + 1).padStart(digits)}. `));
}

/** One of the pieces: code keeps its lines, words are wrapped. */
export function pieceRows({ type }: ArrangeItem, text: string, { width, longWords }: ItemTextOptions): Line[] {
  if (type === 'order') return wrap(tickedText(text), width - 4, longWords);
  return highlight(text, 'ts').map((row) => ({ kind: 'code', text: row }));
}

/** The right order, with the reasons. */
export function orderRows(item: ArrangeItem, options: ItemTextOptions): Line[] {
  const { width, longWords } = options;
  const rows = item.type === 'parsons'
    ? prefixAll(highlight(indented(item.pieces.flatMap(({ text }) => text.split('\n'))).join('\n'), 'ts').map((text): Line => ({ kind: 'code', text })), '  ')
    : item.pieces.flatMap(({ text, why = '' }, index) => indent(wrap(`${theme.strong(tickedText(text))} ${tickedText(why)}`, width - 3, longWords), `${index + 1}. `));
  return [
    ...rows,
    ...wrap(`${theme.good('✓')} ${tickedText(item.why)}`, width, longWords, 2),
    ...item.distractors.flatMap((one) => wrap(`${theme.bad('✗')} ${theme.code(one.text)} ${tickedText(one.why)}`, width, longWords, 2)),
  ];
}

/** What is to happen. */
export function goalWords(goal: Goal): string {
  return goal.kind === 'finding' ? `The goal: ${findingWords(goal.finding)}.` : `The goal: it prints ${goal.text.trim().split('\n').map((line) => theme.code(line)).join(', ')}.`;
}

/** The hint, and the reason. */
export function reasonRows({ hint, why }: ScheduleItem | CodeItem, { width, longWords }: ItemTextOptions): Line[] {
  return [...wrap(`${theme.quiet('Hint:')} ${tickedText(hint)}`, width, longWords, 2), ...wrap(`${theme.good('✓')} ${tickedText(why)}`, width, longWords, 2)];
}

function commandRow(program: Program): Line[] {
  return [{ kind: 'code', text: `  ${runCommand(program)}` }];
}
