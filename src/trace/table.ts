import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import type { TraceEvent } from '../explore/report.ts';
import { laneLabel, lanesOf, type Story } from './story.ts';
import { cut, padded, paintOf, printable, type TraceStyle } from './style.ts';

/** How much a table shows. */
export interface TableOptions {
  /** The most rows; of a longer trace the middle is left out. Default 24. */
  readonly rows?: number;
}

/** Of a trace that is cut, so many rows are its beginning. */
const HEAD_ROWS = 6;
/** The narrowest column that still shows a call. */
const NARROWEST = 17;
const WIDEST = 34;
/** Lines of one cell. */
const MOST_LINES = 3;

/** A column: one goroutine, or all those that have no column of their own. */
interface Column {
  readonly title: string;
  readonly ids: ReadonlySet<number>;
  readonly isShared: boolean;
}

interface Row {
  readonly step: number;
  readonly column: number;
  readonly text: string;
  readonly tone: 'bad' | 'quiet' | 'plain';
}

/** A trace as a table: time goes down, each goroutine has a column. */
export function traceTable(story: Story, style: TraceStyle, options: TableOptions = {}): readonly string[] {
  const margin = Math.max(4, String(story.trace.at(-1)?.step ?? 0).length);
  const columns = columnsOf(story, style.width - margin - 2);
  const rows = rowsOf(story, columns, style);
  if (rows.length === 0) return [];
  const width = widthOf(columns, rows, style.width - margin - 2);
  const most = options.rows ?? 24;
  const paint = paintOf(style);
  const rule = (style.glyphs === 'unicode' ? '─' : '-').repeat(Math.max(1, width - 1));
  const head = `${'step'.padStart(margin)}  ${columns.map(({ title }) => padded(cut(title, width - 1, style), width)).join('')}`.trimEnd();
  const line = `${' '.repeat(margin)}  ${columns.map(() => `${rule} `).join('')}`.trimEnd();
  const { first, left, last } = elided(rows, most);
  const print = (part: readonly Row[]): string[] => part.flatMap((row) => rowLines(row, columns.length, width, margin, style));
  const gap = left.length === 0 ? [] : [paint.dim(`${(style.glyphs === 'unicode' ? '⋮' : ':').padStart(margin)}  ${left.length} more ${left.length === 1 ? 'event' : 'events'}`)];
  return [paint.bold(head), paint.dim(line), ...print(first), ...gap, ...print(last)];
}

/** Main and those concerned have columns of their own first, and of them those who act last; the others share one when there is no room. */
function columnsOf(story: Story, width: number): readonly Column[] {
  const lanes = lanesOf(story).filter(({ id }) => story.trace.some(({ goroutine, kind }) => goroutine === id && kind !== 'starts'));
  const room = Math.max(2, Math.floor(width / NARROWEST));
  const own = (lane: { readonly id: number; readonly name: string }): Column => ({ title: laneLabel(lane), ids: new Set([lane.id]), isShared: false });
  if (lanes.length <= room) return lanes.map(own);
  const concerned = new Set(story.goroutines.map(({ id }) => id));
  const last = new Map(story.trace.map(({ goroutine }, index) => [goroutine, index]));
  const ranked = lanes.toSorted((a, b) => Number(b.id === 1) - Number(a.id === 1) || Number(concerned.has(b.id)) - Number(concerned.has(a.id)) || (last.get(b.id) ?? 0) - (last.get(a.id) ?? 0));
  const chosen = new Set(ranked.slice(0, room - 1));
  const others = lanes.filter((lane) => !chosen.has(lane));
  return [...lanes.filter((lane) => chosen.has(lane)).map(own), { title: `${others.length} others`, ids: new Set(others.map(({ id }) => id)), isShared: true }];
}

/** As narrow as the cells allow. */
function widthOf(columns: readonly Column[], rows: readonly Row[], width: number): number {
  const widest = Math.max(...columns.map(({ title }) => stringWidth(title)), ...rows.map(({ text }) => stringWidth(text))) + 2;
  const share = Math.floor(width / columns.length);
  return Math.min(share, columns.length < 3 ? Math.max(widest, NARROWEST) : Math.min(Math.max(widest, NARROWEST), Math.max(WIDEST, NARROWEST)));
}

function rowsOf({ trace, goroutines }: Story, columns: readonly Column[], style: TraceStyle): readonly Row[] {
  const stuck = new Set(goroutines.map(({ id }) => id));
  const lastOf = new Map(trace.map((event) => [event.goroutine, event]));
  return trace.flatMap((event, index) => {
    const column = columns.findIndex(({ ids }) => ids.has(event.goroutine));
    const before = trace[index - 1];
    if (column < 0 || isImplied(event, before, trace[index + 1])) return [];
    const isBad = event.kind === 'reads' || event.kind === 'writes' || event.kind === 'fails' || event.kind === 'throws' || (event.kind === 'waits' && stuck.has(event.goroutine) && lastOf.get(event.goroutine) === event);
    const who = columns[column]?.isShared === true ? `${event.goroutine}: ` : '';
    return { step: event.step, column, text: printable(who + (isGroupStart(before, event) ? groupStart(before, event) : cellText(event, style))), tone: isBad ? 'bad' : event.kind === 'ends' ? 'quiet' : 'plain' };
  });
}

/** What another row says as well: that one begins shows by what it does; a group that counts shows by what it starts, a context's channel by its context. */
function isImplied(event: TraceEvent, before: TraceEvent | undefined, after: TraceEvent | undefined): boolean {
  if (event.kind === 'starts' || event.operation === 'makes') return true;
  if (event.operation === 'closes' && before?.operation === 'cancels' && before.goroutine === event.goroutine) return true;
  return after !== undefined && isGroupStart(event, after);
}

function isGroupStart(before: TraceEvent | undefined, event: TraceEvent): before is TraceEvent {
  if (before?.operation !== 'adds to' || event.kind !== 'creates' || before.goroutine !== event.goroutine) return false;
  return before.at?.line === event.at?.line && before.at?.column === event.at?.column;
}

/** `all.go(worker)` */
function groupStart(before: TraceEvent, event: TraceEvent): string {
  return `${before.call?.replace(/\.add\(\)$/, '')}.go(${event.call?.replace(/^go /, '') ?? ''})`;
}

/** `jobs.send(1)`, `jobs.receive() → 1`, `waits: mu.lock()`, `goes on → 1` */
export function cellText(event: TraceEvent, { glyphs }: Pick<TraceStyle, 'glyphs'>): string {
  const arrow = glyphs === 'unicode' ? '→' : '->';
  const call = event.operation === 'select' && event.result !== undefined ? 'select' : event.call ?? event.what;
  const gives = event.result === undefined ? '' : ` ${arrow} ${event.result}`;
  switch (event.kind) {
    case 'creates': case 'does': case 'reads': case 'writes': return call + gives;
    case 'waits': return `waits: ${call}`;
    case 'goes on': return `goes on${gives}`;
    case 'fails': return `${call}: panic`;
    case 'starts': case 'ends': case 'throws': case undefined: return event.what;
    default: return event.kind satisfies never;
  }
}

function elided(rows: readonly Row[], most: number): { readonly first: readonly Row[]; readonly left: readonly Row[]; readonly last: readonly Row[] } {
  // A line that says that one is missing takes as much room as that one.
  if (rows.length <= most + 2) return { first: rows, left: [], last: [] };
  const head = Math.min(HEAD_ROWS, Math.floor(most / 3));
  return { first: rows.slice(0, head), left: rows.slice(head, rows.length - (most - head)), last: rows.slice(rows.length - (most - head)) };
}

function rowLines({ step, column, text, tone }: Row, columns: number, width: number, margin: number, style: TraceStyle): string[] {
  const paint = paintOf(style);
  const colour = tone === 'bad' ? paint.red.bold : tone === 'quiet' ? paint.dim : paint.reset;
  // The last column may run on to the end of the line.
  const room = column === columns - 1 ? style.width - margin - 2 - column * width : width - 1;
  const wrapped = wrapAnsi(text, room, { hard: true }).split('\n');
  const lines = wrapped.length <= MOST_LINES ? wrapped : [...wrapped.slice(0, MOST_LINES - 1), cut(wrapped.slice(MOST_LINES - 1).join(' '), room, style)];
  return lines.map((line, index) => `${paint.dim((index === 0 ? String(step) : '').padStart(margin))}  ${' '.repeat(column * width)}${style.colour === 'ansi' ? colour(line) : line}`.trimEnd());
}
