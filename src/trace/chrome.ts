import type { TraceEvent } from '../explore/report.ts';
import { flowsOf } from './flows.ts';
import { laneLabel, type Story } from './story.ts';
import { timelineOf, type Lane, type Segment } from './timeline.ts';

/** The width of one event, in the microseconds of the format. */
const WIDTH = 10;
const PROCESS = 1;

/** An entry of a Chrome trace (the "Trace Event Format"). */
export type ChromeEvent =
  | { readonly ph: 'M'; readonly name: 'process_name' | 'thread_name' | 'thread_sort_index'; readonly pid: number; readonly tid: number; readonly args: Readonly<Record<string, string | number>> }
  | { readonly ph: 'X'; readonly name: string; readonly cat: LaneCategory; readonly ts: number; readonly dur: number; readonly pid: number; readonly tid: number; readonly args: Readonly<Record<string, string | number>> }
  | { readonly ph: 's'; readonly name: string; readonly cat: 'flow'; readonly id: number; readonly ts: number; readonly pid: number; readonly tid: number }
  | { readonly ph: 'f'; readonly bp: 'e'; readonly name: string; readonly cat: 'flow'; readonly id: number; readonly ts: number; readonly pid: number; readonly tid: number };

/** What a goroutine does in a slice: runs, could run, or waits. */
export type LaneCategory = 'runs' | 'ready' | 'waits';

/** What Perfetto and `chrome://tracing` open. */
export interface ChromeTrace {
  /** Names of lanes first, then slices and arrows. */
  readonly traceEvents: readonly ChromeEvent[];
  /** The unit that a viewer shows. */
  readonly displayTimeUnit: 'ns';
  /** What the trace is of. */
  readonly otherData: Readonly<Record<string, string>>;
}

/**
 * A trace for Perfetto: a lane for each goroutine, slices for what it does and what it waits in, arrows for what led to what.
 * Under a schedule hardly any virtual time goes by, so the time axis counts events, ten microseconds each; the virtual time stands beside each.
 */
export function chromeTrace(story: Story, title = 'concurrency-tutor'): ChromeTrace {
  const lanes = timelineOf(story);
  const traceEvents = [
    { ph: 'M', name: 'process_name', pid: PROCESS, tid: 0, args: { name: title } } as const,
    ...lanes.flatMap(nameLane),
    ...lanes.flatMap((lane) => lane.segments.map((segment) => slice(lane, segment, story.trace))),
    ...flowsOf(story.trace).flatMap(({ name, from, to }, id) => arrow(name, id + 1, from, to, story.trace)),
  ];
  return { traceEvents, displayTimeUnit: 'ns', otherData: { clock: 'One event of the schedule is 10 µs wide. Virtual time is in the arguments of each slice, in milliseconds.' } };
}

/** Perfetto takes thread 0 for the idle one, so all are counted one further. */
function tidOf(goroutine: number): number {
  return goroutine + 1;
}

function nameLane(lane: Lane, index: number): ChromeEvent[] {
  const place = { pid: PROCESS, tid: tidOf(lane.id) };
  return [
    { ph: 'M', name: 'thread_name', ...place, args: { name: laneLabel(lane) } },
    { ph: 'M', name: 'thread_sort_index', ...place, args: { sort_index: index } },
  ];
}

function slice({ id }: Lane, { from, to, state, reason, event: index }: Segment, trace: readonly TraceEvent[]): ChromeEvent {
  const place = { cat: state, ts: from * WIDTH, dur: (to - from) * WIDTH, pid: PROCESS, tid: tidOf(id) };
  const event = index === undefined ? undefined : trace[index];
  if (!event) return { ph: 'X', name: state === 'waits' ? reason ?? 'waits' : 'runnable', ...place, args: {} };
  return { ph: 'X', name: event.call ?? event.what, ...place, args: argumentsOf(event) };
}

function argumentsOf({ step, time, what, at, result }: TraceEvent): Readonly<Record<string, string | number>> {
  return { step, 'virtual time (ms)': time, what, ...(result === undefined ? {} : { result }), ...(at ? { at: `${at.file}:${at.line}:${at.column}` } : {}) };
}

/** From the end of the slice that causes to the beginning of the one that is caused. */
function arrow(name: string, id: number, from: number, to: number, trace: readonly TraceEvent[]): ChromeEvent[] {
  const [cause, effect] = [trace[from], trace[to]];
  if (!cause || !effect) return [];
  const common = { name, cat: 'flow', id, pid: PROCESS } as const;
  return [
    { ph: 's', ...common, ts: from * WIDTH + WIDTH - 1, tid: tidOf(cause.goroutine) },
    { ph: 'f', bp: 'e', ...common, ts: to * WIDTH + 1, tid: tidOf(effect.goroutine) },
  ];
}
