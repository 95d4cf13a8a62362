/** A program with a gap: first to be filled, then what was right about it. */
import { filledSource, judgeBlank } from '../../course/index.ts';
import type { BlankItem } from '../../course/model.ts';
import { blankRows, gapMark, type Line, programLines, promptLines, theme, tickedText, withoutClaim, wrap } from '../../reader/index.ts';
import { proseColumns, textColumns } from '../geometry.ts';
import { type BlankScreen, blankOf, type State } from '../state.ts';
import { type Content, Page } from './content.ts';
import { quiet } from './row.ts';

export function blankContent(state: State, screen: BlankScreen): Content {
  const item = blankOf(state, screen);
  const width = proseColumns(state.size);
  const options = { width, longWords: 'break', paths: 'short' } as const;
  const page = new Page().add(promptLines(item.prompt, options)).gap()
    .add(programLines(inGap(item, screen), { ...options, width: textColumns(state.size), gutter: 'none' })).gap();
  switch (screen.outcome) {
    case 'open': return page.add(quiet('Type what belongs in the gap, then press Enter.', width)).content([input(screen), { kind: 'prose', text: '' }]);
    case 'wrong': page.result(wrongLines(item, screen.typed, width)); break;
    case 'right': page.result([{ kind: 'prose', text: theme.good('✓ Right.') }, ...blankRows(item, options)]); break;
    case 'shown': page.result(blankRows(item, options)); break;
  }
  return page.content();
}

function input({ typed }: BlankScreen): Line {
  return { kind: 'prose', text: `${theme.strong('In the gap:')} ${theme.accent(`${typed}_`)}` };
}

/** The program with what is typed; right, with what belongs there. */
function inGap(item: BlankItem, { typed, outcome }: BlankScreen) {
  const text = outcome === 'shown' ? item.gap.text : typed.trim() === '' ? gapMark : typed.trim();
  const source = filledSource(item, text);
  return { ...withoutClaim(item.program), source, shown: source.split('\n').slice(item.program.headerLines).join('\n') };
}

function wrongLines(item: BlankItem, typed: string, width: number): Line[] {
  const judged = judgeBlank(item, typed);
  const why = judged.kind === 'wrong' ? judged.listed?.why ?? item.hint : '';
  return [
    ...wrap(`${theme.bad('✗ Not quite:')} ${theme.code(typed.trim())}`, width, 'break', 2),
    ...wrap(tickedText(why), width, 'break'),
    ...quiet('a tries again, s shows the answer.', width),
  ];
}
