/** What `run` found, as a person reads it. */
import type { RunDocument } from './documents.ts';
import { explainedLines } from './explained.ts';
import { placeOf } from './finding.ts';
import type { Finding } from '../explore/report.ts';
import { outputLines } from './output.ts';
import { glyphsOf, paintOf, type ReportStyle } from './style.ts';
import { count, hanging, shown } from './text.ts';

const mostOutcomes = 6;
const mostLines = 6;

/** `command` repeats this run: `concurrency-tutor run main.ts`. */
export function renderRun(document: RunDocument, command: string, style: ReportStyle): string {
  return [
    ...headLines(document, style),
    ...problemLines(document, style),
    ...firstFinding(document, command, style),
    ...outcomeLines(document, style),
    ...outputLines(document.output, style),
    ...noteLines(document, style),
  ].join('\n');
}

function headLines({ verdict, schedules, seed, mode, outcomes, coverage }: RunDocument, style: ReportStyle): string[] {
  const paint = paintOf(style);
  const glyphs = glyphsOf(style);
  const how = coverage !== undefined ? coverage.text : mode === 'explore' ? `${count(schedules, 'schedule')}, seed ${seed}` : mode === 'replay' ? 'one schedule, repeated' : 'one run on the real clock';
  if (verdict === 'pass' && waysOf(outcomes).length > 1) {
    return hanging(`${paint.yellow.bold(`${glyphs.differs} output differs`)}  `, `${coverage === undefined ? `nothing is caught in ${how}` : how}, but what the program prints depends on the schedule`, style.width);
  }
  if (verdict === 'pass') return hanging(`${paint.green.bold(`${glyphs.pass} pass`)}  `, how, style.width);
  return hanging(`${paint.red.bold(`${glyphs.fail} ${verdict}`)}  `, verdict === 'load-error' ? 'the program cannot be loaded' : how, style.width);
}

function problemLines({ problems }: RunDocument, style: ReportStyle): string[] {
  return problems.flatMap(({ message, at }) => [
    ...(at === undefined ? [] : [`  ${paintOf(style).cyan(placeOf(at))}`]),
    ...shown(message).split('\n').flatMap((line) => hanging('  ', line, style.width)),
  ]);
}

/** Findings are ordered; the first decides the verdict, and seeing many at once helps nobody. */
function firstFinding({ findings, mode }: RunDocument, command: string, style: ReportStyle): string[] {
  const [first, ...others] = findings;
  if (first === undefined) return [];
  const rest = others.length === 0 ? [] : [`  ${glyphsOf(style).more} and ${count(others.length, 'more finding')}; --json shows all`];
  return ['', ...explainedLines(first as Finding, style, { command, detail: mode === 'replay' ? 'full' : 'short' }), ...rest];
}

/** When the schedules do not all come out alike, that is news by itself. */
function outcomeLines({ outcomes, schedules }: RunDocument, style: ReportStyle): string[] {
  const ways = waysOf(outcomes);
  if (ways.length < 2) return ordersNote(outcomes, style);
  const lines = ways.slice(0, mostOutcomes).flatMap((way) => wayLines(way, style));
  const omitted = ways.length - mostOutcomes;
  return ['', `The ${schedules} schedules came out in ${ways.length} ways:`, ...lines,
    ...(omitted > 0 ? [`  ${glyphsOf(style).more} and ${count(omitted, 'more way')}`] : [])];
}

/** Outcomes that say the same to a reader: the same verdict, and the same lines in whatever order. */
interface Way {
  readonly verdict: string;
  readonly output: string;
  times: number;
}

/** The ways the schedules came out, the most frequent first. */
function waysOf(outcomes: RunDocument['outcomes']): Way[] {
  const ways = new Map<string, Way>();
  for (const { verdict, output, count: times } of outcomes) {
    const key = `${verdict}\n${output.trim().split('\n').toSorted().join('\n')}`;
    const way = ways.get(key);
    if (way) way.times += times;
    else ways.set(key, { verdict, output: output.trim(), times });
  }
  return [...ways.values()].toSorted((a, b) => b.times - a.times);
}

function wayLines({ verdict, output, times }: Way, style: ReportStyle): string[] {
  const head = `  ${String(times).padStart(5)}  ${verdict}${output === '' ? ', printed nothing' : ''}`;
  const lines = output === '' ? [] : shown(output).split('\n');
  const more = lines.length - mostLines;
  const indent = `         ${glyphsOf(style).margin} `;
  return [head, ...lines.slice(0, mostLines).flatMap((line) => hanging(indent, line, style.width)),
    ...(more > 0 ? [`         ${glyphsOf(style).more} and ${count(more, 'more line')}`] : [])];
}

function ordersNote(outcomes: RunDocument['outcomes'], style: ReportStyle): string[] {
  const orders = new Set(outcomes.map(({ output }) => output.trim())).size;
  return orders < 2 ? [] : ['', ...hanging('', `The lines are the same under every schedule, in ${orders} different orders.`, style.width)];
}

/** How crowded it got: the goroutines, and the channel with the longest queue if there was one to speak of. */
function meterNote({ maxGoroutines, maxQueued }: NonNullable<RunDocument['meters']>): string | undefined {
  const [longest] = Object.entries(maxQueued).toSorted(([, a], [, b]) => b - a);
  const queue = longest !== undefined && longest[1] > 1 ? `, ${longest[1]} values waiting at ${quotedName(longest[0])}` : '';
  return `At most ${count(maxGoroutines, 'goroutine')} at once${queue}.`;
}

function quotedName(name: string): string {
  return name.startsWith('an unnamed ') ? name : `\`${name}\``;
}

function noteLines({ mode, verdict, unfinished, controlled, races, meters, nondeterministic }: RunDocument, style: ReportStyle): string[] {
  if (mode === 'native') return [];
  const notes = [
    meters === undefined ? undefined : meterNote(meters),
    unfinished > 0 && verdict === 'pass' ? `When main returned, up to ${count(unfinished, 'goroutine')} had not ended yet; each would have ended by itself.` : undefined,
    nondeterministic,
    controlled || nondeterministic !== undefined ? undefined : 'Note: the program waited for the real world, so repeating a schedule is best effort.',
    races === 'checked' ? undefined : 'Note: data races were not looked for.',
  ].filter((note) => note !== undefined);
  return notes.length === 0 ? [] : ['', ...notes.flatMap((note) => hanging('', note, style.width))];
}
