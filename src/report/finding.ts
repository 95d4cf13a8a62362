/** A finding as a person reads it. */
import type { Finding, GoroutineReport, Site, TraceEvent } from '../explore/report.ts';
import { glyphsOf, paintOf, type ReportStyle } from './style.ts';
import { count, hanging, shown } from './text.ts';

export interface FindingOptions {
  /** How many of the last steps to show. */
  readonly steps: number;
}

const mostGoroutines = 8;

/** What happened, who was involved and where, and how it came about. */
export function findingLines(finding: Finding, style: ReportStyle, options: FindingOptions): string[] {
  const paint = paintOf(style);
  const title = finding.detail === undefined ? finding.kind : `${finding.kind} (${finding.detail})`;
  return [
    ...hanging('', `${paint.red.bold(title)}: ${shown(finding.message)}`, style.width),
    ...goroutineLines(finding.goroutines, style),
    ...stepLines(finding.trace, style, options.steps),
  ];
}

export function placeOf(site: Site): string {
  return shown(`${site.file}:${site.line}:${site.column}`);
}

function goroutineLines(goroutines: readonly GoroutineReport[], style: ReportStyle): string[] {
  const lines = goroutines.slice(0, mostGoroutines).flatMap((one) => goroutineLine(one, style));
  const omitted = goroutines.length - mostGoroutines;
  return omitted > 0 ? [...lines, `  ${glyphsOf(style).more} and ${count(omitted, 'more goroutine')}`] : lines;
}

function goroutineLine(goroutine: GoroutineReport, style: ReportStyle): string[] {
  const paint = paintOf(style);
  const name = goroutine.name === '' ? `goroutine ${goroutine.id}` : `goroutine ${goroutine.id} "${shown(goroutine.name)}"`;
  const waiting = goroutine.waitingOn === undefined ? '' : `, ${shown(goroutine.waitingOn)}`;
  return [
    ...hanging('  ', `${paint.bold(name)} [${shown(goroutine.state)}]${waiting}`, style.width),
    ...(goroutine.at === undefined ? [] : [`    at ${paint.cyan(placeOf(goroutine.at))}`]),
    ...(goroutine.createdAt === undefined ? [] : [`    started at ${paint.cyan(placeOf(goroutine.createdAt))}`]),
  ];
}

function stepLines(trace: readonly TraceEvent[], style: ReportStyle, most: number): string[] {
  const last = most === 0 ? [] : trace.slice(-most);
  if (last.length === 0) return [];
  const head = last.length < trace.length ? `The last ${last.length} of ${trace.length} steps:` : 'How it came about:';
  return [`  ${head}`, ...last.flatMap((event) => stepLine(event, style))];
}

function stepLine(event: TraceEvent, style: ReportStyle): string[] {
  const paint = paintOf(style);
  const place = event.at === undefined ? '' : `  ${paint.cyan(placeOf(event.at))}`;
  return hanging(`  ${String(event.step).padStart(5)}  `, `goroutine ${event.goroutine} ${shown(event.what)}${place}`, style.width);
}
