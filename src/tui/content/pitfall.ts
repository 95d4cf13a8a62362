import type { Pitfall } from '../../course/model.ts';
import { blank, pitfallText } from '../../reader/index.ts';
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
  const left = invitation(pitfall, screen.runs, width);
  const roles = (['broken', 'fixed'] as const).filter((role) => screen.runs[role] !== undefined);
  for (const role of roles) {
    const run = screen.runs[role];
    const program = pitfall[role];
    if (run === undefined || program === undefined) continue;
    const lines = runBlock(pitfall, role, program, run, width);
    // Whoever looks at the last result should see what to do next.
    const next = role === roles.at(-1) && left.length > 0 ? [blank, ...left] : [];
    page.gap();
    if (screen.lastRun === role) page.result([...lines, ...next]);
    else page.add([...lines, ...next]);
  }
  return roles.length > 0 ? page.content() : page.gap().add(left).content();
}
