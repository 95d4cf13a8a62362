/** A judgement on the screen: the report's own text. */
import chalk from 'chalk';
import type { Judgement } from '../judge/verdict.ts';
import type { Line } from '../reader/index.ts';
import { renderJudgement } from '../report/index.ts';

export function judgementLines(judgement: Judgement, width: number): Line[] {
  const text = renderJudgement(judgement, { width, colour: chalk.level === 0 ? 'none' : 'ansi', glyphs: 'unicode', advice: 'full' });
  return text.split('\n').map((row) => ({ kind: 'code', text: row }));
}
