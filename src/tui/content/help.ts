import { type Line, pad, theme, wrap } from '../../reader/index.ts';
import { type Action, actionsFor, otherActions } from '../actions.ts';
import { textColumns } from '../geometry.ts';
import { keySign } from '../keys.ts';
import type { State } from '../state.ts';
import { type Content, Page } from './content.ts';
import { heading } from './row.ts';

/** The keys of the screen under the help first, then those that work everywhere. */
export function helpContent(state: State): Content {
  const width = textColumns(state.size);
  const here = actionsFor(state).filter((action) => action.scope === 'screen');
  const page = new Page();
  if (here.length > 0) page.add(heading('On this screen', width)).add(keyTable(here, width)).gap();
  page.add(heading('Everywhere', width)).add(keyTable(otherActions, width)).gap();
  return page.add(heading('Signs', width)).add(signs(width)).content();
}

function keyTable(actions: readonly Action[], width: number): Line[] {
  const labels = actions.map((action) => action.keys.map(keySign).join(' '));
  const column = Math.min(18, Math.max(...labels.map((label) => label.length)));
  return actions.flatMap((action, index) => {
    const label = theme.strong(pad(labels[index] ?? '', column));
    return wrap(action.help, Math.max(10, width - column - 4), 'break').map((line, row): Line => ({
      kind: 'prose', text: `  ${row === 0 ? label : ' '.repeat(column)}  ${line.text}`,
    }));
  });
}

function signs(width: number): Line[] {
  return [
    '○ new   ◐ started   ● read',
    '✓ passed or right   ✗ not yet or wrong',
    '→ a line of code goes on to the right; ← it began further left',
  ].flatMap((line) => wrap(`  ${line}`, width, 'break', 2).map((row) => (row.text.startsWith('  ') ? row : { ...row, text: `  ${row.text}` })));
}
