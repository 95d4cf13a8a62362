import type { Pitfall, Program } from '../../course/model.ts';
import { claimWords, findingWords, type Line, pitfallText, prefixAll, printable, refusedWords, runCommand, theme, wrap } from '../../reader/index.ts';
import { proseColumns } from '../geometry.ts';
import { counted } from '../lesson-state.ts';
import type { Outcome, ProgramRun } from '../program-run.ts';
import { lessonOf, type PitfallScreen, type Role, type Run, type State } from '../state.ts';
import { type Content, Page } from './content.ts';
import { remember } from './remember.ts';
import { heading, quiet } from './row.ts';

export function pitfallOf(state: State, screen: PitfallScreen): Pitfall {
  const pitfall = lessonOf(state, screen.lesson).pitfalls[screen.index];
  if (pitfall === undefined) throw new Error(`Lesson ${screen.lesson} has no pitfall ${screen.index + 1}.`);
  return pitfall;
}

export function pitfallContent(state: State, screen: PitfallScreen): Content {
  const pitfall = pitfallOf(state, screen);
  const width = proseColumns(state.size);
  const page = new Page()
    .add(heading(`${pitfall.id} ${pitfall.title}`, width)).gap()
    .add(remember(pitfall, `${width} ${state.language}`, () => pitfallText(pitfall, { width, longWords: 'break', twins: state.language, paths: 'short' })));
  for (const role of ['broken', 'fixed'] as const) {
    const lines = runPart(role, pitfall[role], screen.runs[role], width);
    if (lines.length === 0) continue;
    page.gap();
    if (screen.lastRun === role) page.result(lines);
    else page.add(lines);
  }
  return page.content();
}

function runPart(role: Role, program: Program | undefined, run: Run | undefined, width: number): Line[] {
  if (program === undefined) return [];
  const title: Line = { kind: 'prose', text: theme.subheading(role === 'broken' ? 'Run of the broken program' : 'Run of the fixed program') };
  const refused = refusedWords(program.expectation);
  if (refused !== undefined) return [title, ...wrap(refused, width, 'break')];
  return [title, ...quiet(`$ ${runCommand(program)}`, width, 4), ...runLines(run, role, width), ...(run?.kind === 'done' ? meterLines(program, width) : [])];
}

function runLines(run: Run | undefined, role: Role, width: number): Line[] {
  if (run === undefined) return quiet(`Not run yet: ${role === 'broken' ? 'r' : 'f'} runs it here.`, width);
  switch (run.kind) {
    case 'running': return wrap(theme.warn('… running under many schedules; c stops it'), width, 'break');
    case 'failed': return wrap(theme.bad(`! ${run.message}`), width, 'break', 2);
    case 'done': return [...verdictLine(run.run, width), ...outcomesLines(run.run.outcomes, width)];
  }
}

const mostOutcomes = 6;

function outcomesLines(outcomes: readonly Outcome[], width: number): Line[] {
  const rest = outcomes.length - mostOutcomes;
  return [
    ...outcomes.slice(0, mostOutcomes).flatMap((outcome) => outcomeLines(outcome, width)),
    ...(rest > 0 ? quiet(`… and ${counted(rest, 'more outcome')}`, width) : []),
  ];
}

/** Some mistakes are a number that grows, and no run ends badly because of them. */
function meterLines(program: Program, width: number): Line[] {
  const meters = program.expectation?.claims.filter((claim) => claim.kind === 'meter') ?? [];
  return meters.flatMap((meter) => wrap(`${theme.warn('~')} the checker counts: it ${claimWords(meter)}`, width, 'break', 2));
}

function verdictLine(run: ProgramRun, width: number): Line[] {
  const under = counted(run.schedules, 'schedule');
  const caught = run.outcomes.filter((outcome) => outcome.verdict !== 'pass').reduce((sum, outcome) => sum + outcome.count, 0);
  if (run.verdict !== 'pass') return wrap(`${theme.bad(`✗ ${findingWords(run.verdict)}`)} under ${caught} of ${under}`, width, 'break', 2);
  if (run.outcomes.some((outcome) => outcome.unfinished > 0)) return wrap(`${theme.warn('~ nothing caught, but main does not wait for its goroutines')}, under ${under}`, width, 'break', 2);
  if (run.outcomes.length > 1) return wrap(`${theme.warn(`~ ${run.outcomes.length} different outcomes`)}, nothing caught, under ${under}`, width, 'break', 2);
  return wrap(`${theme.good('✓ nothing caught')}, one outcome, under ${under}`, width, 'break', 2);
}

function outcomeWords({ verdict, unfinished }: Outcome): string {
  if (verdict !== 'pass') return theme.bad(findingWords(verdict));
  return unfinished === 0 ? theme.good('ends well') : theme.warn(`ends while ${counted(unfinished, 'goroutine')} had not ended`);
}

const mostOutputLines = 12;

function outcomeLines(outcome: Outcome, width: number): Line[] {
  const share = `${outcome.count}×`.padStart(6);
  const verdict = outcomeWords(outcome);
  const message = outcome.message === undefined ? [] : wrap(printable(outcome.message), width - 8, 'break').map((line) => ({ ...line, text: `        ${line.text}` }));
  return [{ kind: 'prose', text: `${share}  ${verdict}` }, ...message, ...outputLines(outcome.output)];
}

function outputLines(output: string): Line[] {
  const rows = printable(output).replace(/\n+$/, '').split('\n');
  if (rows.length === 1 && rows[0] === '') return [{ kind: 'prose', text: theme.quiet('        prints nothing') }];
  const shown: Line[] = rows.slice(0, mostOutputLines).map((text) => ({ kind: 'code', text }));
  const rest = rows.length - shown.length;
  const more: Line[] = rest > 0 ? [{ kind: 'prose', text: theme.quiet(`… ${counted(rest, 'more line')}`) }] : [];
  return prefixAll([...shown, ...more], `        ${theme.quiet('│')} `);
}
