/** A program to fix or to write, in the learner's own editor. */
import { indent, joined, type Line, printable, programLines, promptLines, reasonRows, theme, tickedText, withoutClaim, wrap } from '../../reader/index.ts';
import { proseColumns, textColumns } from '../geometry.ts';
import { type CodeScreen, codeOf, type State } from '../state.ts';
import { type Content, Page } from './content.ts';
import { quiet } from './row.ts';

export function codeContent(state: State, screen: CodeScreen): Content {
  const item = codeOf(state, screen);
  const width = proseColumns(state.size);
  const options = { width, longWords: 'break', paths: 'short' } as const;
  const program = { ...options, width: textColumns(state.size), gutter: 'none' } as const;
  const page = new Page().add(promptLines(item.prompt, options))
    .add(wrap(`Your copy: ${tickedText(state.copyOf(item))}`, width, 'break', 2)).gap()
    .add(programLines(withoutClaim(item.program), program)).gap();
  if (screen.check === undefined && screen.outcome !== 'shown') return page.add(quiet('e opens your copy in your editor, r runs it and checks what it does.', width)).content();
  const solution = programLines(withoutClaim(item.solution), { ...program, role: 'One way' });
  const answer = screen.outcome === 'right' ? [wrap(tickedText(item.why), width, 'break'), solution] : screen.outcome === 'shown' ? [reasonRows(item, options), solution] : [];
  return page.result(joined([checkLines(screen, item.hint, width), ...answer])).content();
}

function checkLines({ check, outcome }: CodeScreen, hint: string, width: number): Line[] {
  if (check === undefined || outcome === 'shown') return [];
  switch (check.kind) {
    case 'running': return wrap(theme.warn('… running under many schedules; c stops it'), width, 'break');
    case 'failed': return wrap(theme.bad(`! ${printable(check.message)}`), width, 'break', 2);
    case 'done': {
      if (check.complaints.length === 0) return [{ kind: 'prose', text: theme.good('✓ Right: it does what it should, under every schedule tried.') }];
      const rows = check.complaints.flatMap((text) => printable(text).split('\n')).slice(0, 24).flatMap((text) => wrap(text, width - 2, 'break', 2));
      return [{ kind: 'prose', text: theme.bad('✗ Not yet.') }, ...indent(rows, '  '), ...wrap(`${theme.quiet('Hint:')} ${tickedText(hint)}`, width, 'break', 2), ...quiet('e edits it, r checks again, s shows one way.', width)];
    }
  }
}
