import type { TraceEvent } from '../explore/report.ts';
import { lanesOf, type Story } from './story.ts';

/** What a goroutine is doing. */
export type LaneState =
  /** Its code runs. */
  | 'runs'
  /** It could go on, but others have their turn. */
  | 'ready'
  /** It waits for somebody else, or for a timer. */
  | 'waits';

/** A goroutine from one event up to, but not including, another; counted by the events' places in the trace. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly state: LaneState;
  /** Go's word for what it waits in. */
  readonly reason?: string;
  /** The event of the goroutine's own that began it; its place in the trace. */
  readonly event?: number;
}

/** One goroutine's life as far as the trace shows it. */
export interface Lane {
  readonly id: number;
  readonly name: string;
  readonly segments: readonly Segment[];
  /** How it ended, if it did. */
  readonly end?: 'ends' | 'throws';
}

/** Each goroutine's life, in stretches: what it does in each event, and what it is in between. The last stretches reach one place further than the events: so it is left. */
export function timelineOf(story: Story): readonly Lane[] {
  const lanes = new Map(lanesOf(story).map(({ id, name }) => [id, new LaneWriter(id, name)]));
  for (const [index, event] of story.trace.entries()) {
    for (const id of [event.creates, ...event.wakes ?? []]) if (id !== undefined) lanes.get(id)?.becomesReady(index + 1);
    lanes.get(event.goroutine)?.acts(index, event);
  }
  return [...lanes.values()].map((lane) => lane.finish(story.trace.length + 1));
}

class LaneWriter {
  readonly #id: number;
  readonly #name: string;
  readonly #segments: Segment[] = [];
  /** What it is since its last event, and from where on. */
  #since: { readonly from: number; readonly state: LaneState; readonly reason?: string } | undefined;
  #end: Lane['end'];

  constructor(id: number, name: string) {
    this.#id = id;
    this.#name = name;
  }

  becomesReady(from: number): void {
    if (this.#end !== undefined) return;
    this.#close(from);
    this.#since = { from, state: 'ready' };
  }

  acts(index: number, { kind, operation }: TraceEvent): void {
    this.#close(index);
    this.#segments.push({ from: index, to: index + 1, state: 'runs', event: index });
    if (kind === 'ends' || kind === 'throws') this.#end = kind;
    else if (kind === 'waits') this.#since = { from: index + 1, state: 'waits', ...(operation === undefined ? {} : { reason: operation }) };
    else this.#since = { from: index + 1, state: 'ready' };
  }

  finish(length: number): Lane {
    this.#close(length);
    return { id: this.#id, name: this.#name, segments: this.#segments, ...(this.#end === undefined ? {} : { end: this.#end }) };
  }

  #close(to: number): void {
    const since = this.#since;
    this.#since = undefined;
    if (!since || to <= since.from) return;
    const { from, state, reason } = since;
    this.#segments.push({ from, to, state, ...(reason === undefined ? {} : { reason }) });
  }
}
