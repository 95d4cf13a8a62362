import type { Goroutine } from '../../runtime/goroutine.ts';
import { Panic } from '../../runtime/panic.ts';
import type { Operation } from '../../runtime/operation.ts';
import type { Resource } from '../../runtime/resource.ts';
import { siteOf } from '../explain/site.ts';
import type { Site } from '../report.ts';
import type { Actor } from '../schedule-event.ts';

interface Common {
  /** The scheduler's step in which it happens; what a goroutine does between two scheduling points happens in one. */
  readonly step: number;
  readonly time: number;
  readonly goroutine: Goroutine;
  /** Those that it woke. */
  readonly wakes: Goroutine[];
}

/** What became of an operation, in words that were true at that moment. */
export interface Result {
  /** What it received, in short. */
  readonly received?: string;
  readonly isClosed: boolean;
  /** The case that a select chose. */
  readonly chosen?: { readonly key: string; readonly channel: Resource | undefined; readonly direction: 'receive' | 'send' | 'default' };
  /** Values in the buffer of the channel afterwards. */
  readonly buffer?: readonly string[];
}

/** An event as the log keeps it: in the scheduler's own objects, but with every value already in words, since values change. */
export type Entry = Common & (
  | { readonly kind: 'creates'; readonly child: Goroutine; readonly by: Actor }
  | { readonly kind: 'starts' }
  | { readonly kind: 'operation'; readonly operation: Operation; readonly sent: readonly string[]; outcome: 'pending' | 'at once' | 'waits' | 'fails'; result?: Result }
  | { readonly kind: 'goes on'; readonly operation: Operation; readonly sent: readonly string[]; readonly by: Actor; readonly result?: Result }
  | { readonly kind: 'acts'; readonly verb: string; readonly resource: Resource; readonly place: Error; readonly buffer?: readonly string[] }
  | { readonly kind: 'accesses'; readonly how: 'read' | 'write'; readonly text: string; readonly at: Site }
  | { readonly kind: 'ends' }
  | { readonly kind: 'throws'; readonly error: unknown }
);

/** What an event is about. */
export function resourcesOf(entry: Entry): readonly Resource[] {
  if (entry.kind === 'operation' || entry.kind === 'goes on') return [...new Set(entry.operation.resources)];
  return entry.kind === 'acts' ? [entry.resource] : [];
}

/** Where it happens in the author's source. */
export function placeOf(entry: Entry): Site | undefined {
  switch (entry.kind) {
    case 'operation': case 'goes on': return siteOf(entry.operation.stack);
    case 'acts': return siteOf(entry.place.stack);
    case 'creates': return siteOf(entry.child.createdAt);
    case 'accesses': return entry.at;
    case 'throws': return entry.error instanceof Error ? siteOf(entry.error.stack) ?? (entry.error instanceof Panic ? siteOf(entry.error.operationStack) : undefined) : undefined;
    case 'starts': case 'ends': return undefined;
    default: return entry satisfies never;
  }
}
