/** A program to drive: what has happened, what it has printed, who may go on. */
import type { ScheduleItem } from '../../course/model.ts';
import type { Drive } from '../../explore/index.ts';
import { findingWords, goalWords, type Line, printable, programLines, promptLines, reasonRows, theme, tickedText, withoutClaim, wrap } from '../../reader/index.ts';
import { isLow, proseColumns, textColumns } from '../geometry.ts';
import { counted } from '../lesson-state.ts';
import { type DriveScreen, scheduleOf, type State } from '../state.ts';
import { type Content, Page } from './content.ts';
import { choiceRows, quiet } from './row.ts';

export function driveContent(state: State, screen: DriveScreen): Content {
  const item = scheduleOf(state, screen);
  const width = proseColumns(state.size);
  const options = { width, longWords: 'break' } as const;
  const page = new Page().add(promptLines(item.prompt, options)).add(wrap(theme.accent(goalWords(item.goal)), width, 'break')).gap()
    .add(programLines(withoutClaim(item.program), { ...options, width: textColumns(state.size), gutter: 'numbers', paths: 'short' })).gap();
  if (screen.failure !== undefined) return page.result(wrap(theme.bad(`! ${tickedText(screen.failure)}`), width, 'break', 2)).content();
  if (screen.drive === undefined) return page.add(quiet('… the program is being started', width)).content();
  const happened = happenedLines(screen.drive, isLow(state.size) ? 3 : 7, width);
  if (screen.outcome !== 'open') return page.result([...happened, ...endLines(item, screen, screen.drive, width)]).content();
  // What happened and the choices belong together: both are in view after every step.
  const choices = screen.drive.choices.map(({ who, does, line }, index) => choiceRows(index + 1, tickedText(`${who} ${does}${line === undefined ? '' : `, line ${line}`}`), {
    isChosen: index === screen.place.cursor, width,
  }));
  page.result([...happened, { kind: 'prose', text: theme.subheading('Who goes on?') }, ...choices.flat()], choices.map((rows) => rows.length));
  return page.gap().add(quiet(`${counted(screen.picks.length, 'choice')} so far. z takes the last one back.`, width)).content();
}

function happenedLines({ events, output }: Drive, most: number, width: number): Line[] {
  const last = events.slice(-most);
  const rows = last.flatMap(({ who, what, line }) => wrap(`${who} ${tickedText(what)}${line === undefined ? '' : theme.quiet(` · line ${line}`)}`, width - 2, 'break', 2));
  const printed = printable(output).trimEnd();
  return [
    { kind: 'prose', text: theme.subheading('So far') },
    ...(last.length < events.length ? quiet(`  … ${counted(events.length - last.length, 'step')} before`, width) : []),
    ...rows.map((row) => ({ ...row, text: `  ${row.text}` })),
    ...(printed === '' ? [] : printed.split('\n').slice(-most).map((text): Line => ({ kind: 'code', text: `  ${theme.quiet('│')} ${text}` }))),
  ];
}

function endLines(item: ScheduleItem, { outcome, picks }: DriveScreen, { findings }: Drive, width: number): Line[] {
  const [finding] = findings;
  const end = finding === undefined ? 'The program has ended.' : `The program has ended with ${findingWords(finding.kind)}: ${printable(finding.message)}`;
  const ended = wrap(tickedText(end), width, 'break');
  switch (outcome) {
    case 'right': return [...ended, ...wrap(theme.good(`✓ That was it, with ${counted(picks.length, 'choice')}.`), width, 'break', 2), ...wrap(tickedText(item.why), width, 'break')];
    case 'shown': return [...ended, ...reasonRows(item, { width, longWords: 'break', paths: 'short' })];
    case 'open': case 'wrong': return [...ended, ...wrap(theme.bad('✗ Not what was asked for.'), width, 'break', 2), ...quiet('z takes the last choice back, a starts again, s gives a hint.', width)];
  }
}
