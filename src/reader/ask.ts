/** A question with choices → lines, before and after it is answered. */
import type { Choice } from '../course/model.ts';
import { tickedText } from './inline.ts';
import { indent, type Line, type LongWords, prefixAll, wrap } from './line.ts';
import { theme } from './theme.ts';

export interface AskOptions {
  readonly width: number;
  readonly longWords: LongWords;
}

/** The choices, numbered from 1. A choice of several lines, such as an output, keeps its lines. */
export function choiceLines(choices: readonly Choice[], options: AskOptions): Line[] {
  return choices.flatMap((choice, index) => indent(wrap(tickedText(choice.text), options.width - 3, options.longWords), `${index + 1}. `));
}

export function promptLines(prompt: string, options: AskOptions): Line[] {
  return wrap(theme.strong(tickedText(prompt)), options.width, options.longWords);
}

/** Every choice with whether it is right and why. */
export function whyLines(choices: readonly Choice[], options: AskOptions): Line[] {
  return choices.flatMap((choice, index) => whyLine(choice, index, options));
}

/** `1 is right: …` or `1 is wrong: …`. */
export function whyLine(choice: Choice, index: number, options: AskOptions): Line[] {
  const word = choice.correct ? theme.good(`✓ ${index + 1} is right.`) : theme.bad(`✗ ${index + 1} is wrong.`);
  return prefixAll(wrap(`${word} ${tickedText(choice.why)}`, options.width, options.longWords, 2), '');
}
