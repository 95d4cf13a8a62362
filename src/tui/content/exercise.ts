import { blockLines, type Line, theme, tickedText, wrap } from '../../reader/index.ts';
import { proseColumns } from '../geometry.ts';
import { judgementLines } from '../judgement.ts';
import { counted, maximumOf } from '../lesson-state.ts';
import { exerciseOf, type ExerciseScreen, type State } from '../state.ts';
import { type Content, Page } from './content.ts';
import { resultWords } from './exercises.ts';
import { remember } from './remember.ts';
import { quiet } from './row.ts';

export function exerciseContent(state: State, screen: ExerciseScreen): Content {
  const exercise = exerciseOf(state, screen.exercise);
  const width = proseColumns(state.size);
  const page = new Page()
    .add(quiet(`${counted(maximumOf(exercise), 'point')}. Practises: ${exercise.lessons.join(', ')}.`, width))
    .add(wrap(`Your file: ${tickedText(state.fileOf(exercise))}`, width, 'break', 2))
    .add(wrap(`Result so far: ${resultWords(state, exercise)}`, width, 'break', 2)).gap()
    .add(remember(exercise, `${width} ${state.language}`, () => blockLines(exercise.task, { width, longWords: 'break', twins: state.language, paths: 'short' })));
  exercise.hints.slice(0, screen.hints).forEach((hint, index) => {
    const lines = wrap(`${theme.strong(`Hint ${index + 1} of ${exercise.hints.length}:`)} ${tickedText(hint)}`, width, 'break', 2);
    page.gap();
    if (screen.latest === 'hint' && index === screen.hints - 1) page.result(lines);
    else page.add(lines);
  });
  page.gap();
  if (screen.check === undefined) page.add(quiet('r checks your work, h shows a hint.', width));
  else if (screen.latest === 'hint') page.add(checkLines(screen, width));
  else page.result(checkLines(screen, width));
  return page.content();
}

function checkLines(screen: ExerciseScreen, width: number): readonly Line[] {
  switch (screen.check?.kind) {
    case undefined: return [];
    case 'running': return wrap(theme.warn('… checking; c stops it'), width, 'break');
    case 'failed': return wrap(theme.bad(`! ${tickedText(screen.check.message)}`), width, 'break', 2);
    case 'done': return judgementLines(screen.check.judgement, width);
  }
}
