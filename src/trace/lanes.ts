import { laneLabel, type Story } from './story.ts';
import { cut, padded, paintOf, type TraceStyle } from './style.ts';
import { timelineOf, type Lane, type LaneState } from './timeline.ts';

/** What stands for a goroutine's state at one event. */
interface Marks extends Readonly<Record<LaneState, string>> {
  readonly start: string;
  readonly ends: string;
  readonly throws: string;
  readonly gap: string;
}

const unicode: Marks = { runs: '█', ready: '·', waits: '─', start: '▐', ends: '▌', throws: '✗', gap: '⋯' };
const ascii: Marks = { runs: '#', ready: '.', waits: '-', start: '[', ends: ']', throws: 'x', gap: '~' };

/** Lanes that are shown; of more, those that are not concerned are counted. */
const MOST_LANES = 16;
const WIDEST_LABEL = 20;

/** A trace as lanes: time goes to the right, each goroutine has a line, each event a column. */
export function traceLanes(story: Story, style: TraceStyle): readonly string[] {
  const lanes = timelineOf(story).filter(({ segments }) => segments.length > 0);
  const shown = chosen(lanes, story);
  const label = Math.min(WIDEST_LABEL, Math.max(0, ...shown.map((lane) => laneLabel(lane).length)));
  const marks = style.glyphs === 'unicode' ? unicode : ascii;
  const places = story.trace.length + 1;
  const columns = columnsOf(places, style.width - label - 2);
  const stuck = new Set(story.goroutines.map(({ id }) => id));
  const lines = shown.map((lane) => {
    const paint = paintOf(style);
    const cells = columns.map((index) => (index === undefined ? paint.dim(marks.gap) : cell(lane, index, places, marks, stuck, style))).join('');
    return `${padded(cut(laneLabel(lane), label, style), label)}  ${cells}`.trimEnd();
  });
  const hidden = lanes.length - shown.length;
  return [...lines, ...(hidden > 0 ? [`and ${hidden} more`] : []), ...legend(marks, columns.includes(undefined) ? places - columns.length + 1 : 0, style)];
}

function chosen(lanes: readonly Lane[], { goroutines }: Story): readonly Lane[] {
  if (lanes.length <= MOST_LANES) return lanes;
  const concerned = new Set([1, ...goroutines.map(({ id }) => id)]);
  const kept = new Set(lanes.toSorted((a, b) => Number(concerned.has(b.id)) - Number(concerned.has(a.id))).slice(0, MOST_LANES));
  return lanes.filter((lane) => kept.has(lane));
}

/** The events that have a column, by their places; one column stands for all that are left out in the middle. */
function columnsOf(length: number, width: number): readonly (number | undefined)[] {
  const all = Array.from({ length }, (_, index) => index);
  if (length <= width) return all;
  const head = Math.floor((width - 1) / 3);
  return [...all.slice(0, head), undefined, ...all.slice(length - (width - 1 - head))];
}

function cell({ segments, end }: Lane, index: number, length: number, marks: Marks, stuck: ReadonlySet<number>, style: TraceStyle): string {
  const paint = paintOf(style);
  const segment = segments.find(({ from, to }) => from <= index && index < to);
  if (!segment) return ' ';
  const isLast = segment === segments.at(-1);
  if (segment.state === 'runs') {
    if (isLast && end === 'throws') return paint.red(marks.throws);
    if (isLast && end === 'ends') return paint.green(marks.ends);
    return paint.green(marks.runs);
  }
  const isForEver = segment.state === 'waits' && segment.to === length && stuck.size > 0;
  return segment.state === 'ready' ? paint.dim(marks.ready) : isForEver ? paint.red(marks.waits) : paint.yellow(marks.waits);
}

function legend(marks: Marks, left: number, style: TraceStyle): string[] {
  const words = [`${marks.runs} runs`, `${marks.ready} ready`, `${marks.waits} waits`, `${marks.ends} ends`, `${marks.throws} panics`, ...(left > 0 ? [`${marks.gap} ${left} events`] : [])];
  return [paintOf(style).dim(cut(words.join('  '), style.width, style))];
}
