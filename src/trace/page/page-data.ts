import type { TraceEvent } from '../../explore/report.ts';
import { flowsOf, type Flow } from '../flows.ts';
import { scenesOf, type Scene } from '../scenes.ts';
import { laneLabel, type Story } from '../story.ts';
import { timelineOf, type Lane } from '../timeline.ts';

/** A lane of the page. */
export interface PageLane extends Lane {
  readonly label: string;
  /** It is one of those that the finding is about. */
  readonly isConcerned: boolean;
}

/** A channel, a lock … with what becomes of it. */
export interface PageResource {
  readonly id: number;
  readonly name: string;
  readonly kind: string;
  readonly capacity?: number;
  readonly scenes: readonly Scene[];
}

/** All that the page's script needs to know. */
export interface PageData {
  readonly events: readonly TraceEvent[];
  readonly lanes: readonly PageLane[];
  readonly resources: readonly PageResource[];
  readonly flows: readonly Flow[];
  /** The author's files, in lines. */
  readonly files: Readonly<Record<string, readonly string[]>>;
}

export function pageData(story: Story, source: (file: string) => string | undefined): PageData {
  const concerned = new Set(story.goroutines.map(({ id }) => id));
  const scenes = scenesOf(story);
  const files = [...new Set(story.trace.flatMap(({ at }) => at?.file ?? []))];
  return {
    events: story.trace,
    lanes: timelineOf(story).filter(({ segments }) => segments.length > 0).map((lane) => ({ ...lane, label: laneLabel(lane), isConcerned: concerned.has(lane.id) })),
    resources: (story.resources ?? []).map(({ id, name, kind, capacity }) => ({ id, name, kind, ...(capacity === undefined ? {} : { capacity }), scenes: scenes.get(id) ?? [] })),
    flows: flowsOf(story.trace),
    files: Object.fromEntries(files.flatMap((file) => {
      const text = source(file);
      return text === undefined ? [] : [[file, text.replace(/\r?\n$/, '').split(/\r?\n/)]];
    })),
  };
}
