/** A run of a pitfall's program on the screen: what was found, how often, and the command that does it in a shell. */
import type { Pitfall, Program } from '../../course/model.ts';
import { findingWords, indent, type Line, prefixAll, printable, refusedWords, roleNames, runCommand, theme, tickedText, wrap } from '../../reader/index.ts';
import { counted } from '../lesson-state.ts';
import type { ProgramRun } from '../program-run.ts';
import type { PitfallScreen, Role, Run } from '../state.ts';
import { quiet } from './row.ts';
import { type Way, waysOf } from './ways.ts';

/** `broken program`, `program before`: a role in the middle of a sentence. */
export function roleWords(pitfall: Pitfall, role: Role): string {
  const name = roleNames(pitfall)[role].toLowerCase();
  return name === 'before' || name === 'after' ? `program ${name}` : `${name} program`;
}

/** What can be run here and has not been, each with its key. */
export function invitation(pitfall: Pitfall, runs: PitfallScreen['runs'], width: number): Line[] {
  return (['broken', 'fixed'] as const).flatMap((role) => {
    const program = pitfall[role];
    if (program === undefined || runs[role] !== undefined) return [];
    if (refusedWords(program.expectation) !== undefined) return quiet(`The ${roleWords(pitfall, role)} is refused before it runs.`, width, 2);
    const how = program.expectation?.mode === 'native' ? 'on the real clock' : 'under many schedules';
    return wrap(`${theme.strong(role === 'broken' ? 'r' : 'f')} ${theme.quiet(`runs the ${roleWords(pitfall, role)} here, ${how}.`)}`, width, 'break', 2);
  });
}

export function runBlock(pitfall: Pitfall, role: Role, program: Program, run: Run, width: number): Line[] {
  const title: Line = { kind: 'prose', text: theme.subheading(`Run of the ${roleWords(pitfall, role)}`) };
  return [title, ...runLines(run, program, width)];
}

function runLines(run: Run, program: Program, width: number): Line[] {
  switch (run.kind) {
    case 'running': return wrap(theme.warn('… running under many schedules; c stops it'), width, 'break');
    case 'failed': return wrap(theme.bad(`! ${tickedText(run.message)}`), width, 'break', 2);
    case 'done': {
      const ways = waysOf(run.run.outcomes);
      return [...verdictLine(run.run, ways, program, width), ...meterLines(run.run, program, width), ...waysLines(ways, width), ...commandLines(program, width)];
    }
  }
}

function verdictLine(run: ProgramRun, ways: readonly Way[], program: Program, width: number): Line[] {
  const under = `under ${counted(run.schedules, 'schedule')}`;
  const caught = ways.filter((way) => way.verdict !== 'pass').reduce((sum, way) => sum + way.count, 0);
  if (run.verdict !== 'pass') return wrap(`${theme.bad(`✗ ${findingWords(run.verdict)}`)} under ${caught} of ${counted(run.schedules, 'schedule')}`, width, 'break', 2);
  if (ways.length > 1) return wrap(`${theme.warn('≠ output differs')}, nothing caught, ${under}`, width, 'break', 2);
  if (ways.some((way) => way.unfinished > 0)) return wrap(`${theme.warn('~ nothing caught, but main does not wait for its goroutines')}, ${under}`, width, 'break', 2);
  const orders = ways[0]?.orders ?? 1;
  const same = orders > 1 ? `the same lines in ${orders} orders` : 'one outcome';
  // What is wrong with a program that claims a number is the number: no tick.
  const verdict = claimsMeter(program) ? theme.warn('~ nothing caught') : theme.good('✓ nothing caught');
  return wrap(`${verdict}, ${same}, ${under}`, width, 'break', 2);
}

/** From here on a crowd is worth a word, even where the program does not claim one. */
const crowd = 10;

/** Some mistakes are a number that grows, and no run ends badly because of them. */
function meterLines({ meters }: ProgramRun, program: Program, width: number): Line[] {
  if (meters === undefined) return [];
  const [longest] = Object.entries(meters.maxQueued).toSorted(([, a], [, b]) => b - a);
  const queued = longest?.[1] ?? 0;
  const isClaimed = claimsMeter(program);
  if (!isClaimed && meters.maxGoroutines <= crowd && queued <= crowd) return [];
  const queue = longest === undefined || queued < 2 ? '' : `, ${queued} values waiting at ${quoted(longest[0])}`;
  const words = `at most ${counted(meters.maxGoroutines, 'goroutine')} at once${queue}`;
  return wrap(`${isClaimed ? theme.warn('~') : ' '} ${words}`, width, 'break', 2);
}

function claimsMeter(program: Program): boolean {
  return program.expectation?.claims.some((claim) => claim.kind === 'meter') === true;
}

/** A channel's own name; the runtime calls one that has none `an unnamed channel`. */
function quoted(name: string): string {
  return name.startsWith('an unnamed ') ? name : theme.code(name);
}

const mostWays = 6;

function waysLines(ways: readonly Way[], width: number): Line[] {
  const rest = ways.length - mostWays;
  return [
    ...ways.slice(0, mostWays).flatMap((way) => wayLines(way, width)),
    ...(rest > 0 ? quiet(`        … and ${counted(rest, 'more outcome')}`, width) : []),
  ];
}

function wayLines(way: Way, width: number): Line[] {
  const head = indent(wrap(wayWords(way), width - 8, 'break'), `${`${way.count}×`.padStart(6)}  `);
  const message = way.message === undefined ? [] : prefixAll(wrap(printable(way.message), width - 8, 'break'), '        ');
  return [...head, ...message, ...outputLines(way.output)];
}

function wayWords({ verdict, unfinished }: Way): string {
  if (verdict !== 'pass') return theme.bad(findingWords(verdict));
  return unfinished === 0 ? theme.good('ends well') : theme.warn(`ends while ${counted(unfinished, 'goroutine')} had not ended`);
}

const mostOutputLines = 12;

function outputLines(output: string): Line[] {
  const rows = printable(output).replace(/\n+$/, '').split('\n');
  if (rows.length === 1 && rows[0] === '') return [{ kind: 'prose', text: theme.quiet('        prints nothing') }];
  const shown: Line[] = rows.slice(0, mostOutputLines).map((text) => ({ kind: 'code', text }));
  const rest = rows.length - shown.length;
  const more: Line[] = rest > 0 ? [{ kind: 'prose', text: theme.quiet(`… ${counted(rest, 'more line')}`) }] : [];
  return prefixAll([...shown, ...more], `        ${theme.quiet('│')} `);
}

/** The command for a shell, broken as a shell allows it and never within a word. */
function commandLines(program: Program, width: number): Line[] {
  const whole = `$ ${runCommand(program)}`;
  const rows = whole.length <= width ? [whole] : wrap(whole, width - 2, 'keep', 4).map((line) => line.text);
  return rows.map((row, index) => ({ kind: 'code', text: theme.quiet(index < rows.length - 1 ? `${row} \\` : row) }));
}
