import type { Pitfall } from '../../course/model.ts';
import { pitfallText } from '../../reader/index.ts';
import { proseColumns } from '../geometry.ts';
import { lessonOf, type PitfallScreen, type State } from '../state.ts';
import { type Content, Page } from './content.ts';
import { remember } from './remember.ts';
import { heading } from './row.ts';
import { invitation, runBlock } from './run.ts';

export function pitfallOf(state: State, screen: PitfallScreen): Pitfall {
  const pitfall = lessonOf(state, screen.lesson).pitfalls[screen.index];
  if (pitfall === undefined) throw new Error(`Lesson ${screen.lesson} has no pitfall ${screen.index + 1}.`);
  return pitfall;
}

/** The text; below it what the runs found; last, what can still be run. */
export function pitfallContent(state: State, screen: PitfallScreen): Content {
  const pitfall = pitfallOf(state, screen);
  const width = proseColumns(state.size);
  const page = new Page()
    .add(heading(`${pitfall.id} ${pitfall.title}`, width)).gap()
    .add(remember(pitfall, `${width} ${state.language}`, () => pitfallText(pitfall, { width, longWords: 'break', twins: state.language, paths: 'short' })));
  for (const role of ['broken', 'fixed'] as const) {
    const run = screen.runs[role];
    const program = pitfall[role];
    if (run === undefined || program === undefined) continue;
    page.gap();
    const lines = runBlock(pitfall, role, program, run, width);
    if (screen.lastRun === role) page.result(lines);
    else page.add(lines);
  }
  return page.gap().add(invitation(pitfall, screen.runs, width)).content();
}
