/** A finding with the pictures of its schedule, as `run` tells it. */
import { lessonFor } from '../explore/explain/topics.ts';
import type { Finding } from '../explore/report.ts';
import { traceDump, traceLanes, traceTable } from '../trace/index.ts';
import { paintOf, type ReportStyle } from './style.ts';
import { hanging, shown } from './text.ts';

export interface ExplainedOptions {
  /** The command that repeats the schedule, without the token. */
  readonly command: string;
  /** `short`: what it takes to understand it. `full`: every picture there is. */
  readonly detail: 'short' | 'full';
}

/** Rows of the table in a short report. */
const SHORT = 14;
const FULL = 200;

/** What is wrong, one next step, how it came about, and how to see it again. */
export function explainedLines(finding: Finding, style: ReportStyle, options: ExplainedOptions): string[] {
  const paint = paintOf(style);
  const title = finding.detail === undefined ? finding.kind : `${finding.kind} (${finding.detail})`;
  return [
    ...hanging('', `${paint.red.bold(`${title}:`)} ${shown(finding.message)}`, style.width),
    ...adviceLines(finding, style),
    ...pictureLines(finding, style, options.detail),
    ...(finding.replay === '' ? [] : replayLines(finding, options, style)),
  ];
}

/** `Pitfall 3.P2 explains it: concurrency-tutor lesson channels` */
export function lessonText({ topic }: Pick<Finding, 'topic'>): string | undefined {
  const lesson = topic === undefined ? undefined : lessonFor(topic);
  return lesson && `Pitfall ${lesson.pitfall} is about this: concurrency-tutor lesson ${lesson.lesson}`;
}

function adviceLines(finding: Finding, style: ReportStyle): string[] {
  if (style.advice === 'none') return [];
  const paint = paintOf(style);
  const lesson = lessonText(finding);
  const lines = [
    ...(finding.nextStep === undefined ? [] : hanging(paint.bold('Next: '), shown(finding.nextStep), style.width)),
    ...(lesson === undefined ? [] : hanging('', lesson, style.width)),
  ];
  return lines.length === 0 ? [] : ['', ...lines];
}

function pictureLines(finding: Finding, style: ReportStyle, detail: ExplainedOptions['detail']): string[] {
  const paint = paintOf(style);
  const table = traceTable(finding, style, { rows: detail === 'short' ? SHORT : FULL });
  if (table.length === 0) return [];
  const lines = ['', paint.bold('How it came about:'), ...table];
  if (detail === 'short') return lines;
  const dump = traceDump(finding).map((line) => shown(line));
  return [...lines, '', ...traceLanes(finding, style), ...(dump.length === 0 ? [] : ['', ...dump])];
}

/** Never wrapped: a token in two pieces cannot be copied. */
function replayLines(finding: Finding, { command, detail }: ExplainedOptions, style: ReportStyle): string[] {
  if (style.advice === 'none' && detail === 'full') return [];
  const again = `${command} --replay ${shown(finding.replay)}`;
  const more = style.advice === 'none' ? [] : detail === 'short' ? [] : ['', 'Step by step in a browser, or in a debugger:', `  ${again} --trace trace.html`, `  ${again} --inspect`];
  return detail === 'short' ? ['', 'See it again, with all details:', `  ${again}`] : more;
}
