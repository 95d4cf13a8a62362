import type { Goroutine } from '../../runtime/goroutine.ts';
import type { Operation } from '../../runtime/operation.ts';
import { resourcesOf as resourcesOfEntry, placeOf } from '../log/entry.ts';
import type { CycleEdge } from '../report.ts';
import type { History, Use } from './history.ts';
import type { Namer } from './namer.ts';
import { siteOf } from './site.ts';
import { waitWords } from './words.ts';

/** A longer circle explains nothing to anybody. */
const LONGEST = 50;

interface Edge {
  readonly operation: Operation;
  /** What somebody who waits too did before, and would have to do again. */
  readonly use: Use;
}

/**
 * A circle among goroutines that wait for ever: each waits for what another has done before for it, on a channel or with a lock, and that other one waits too.
 * Nobody who is stuck on a channel is held up by one goroutine alone, but where nothing can run any more such a circle tells how it came about.
 */
export function waitCircle(stuck: readonly Goroutine[], history: History, namer: Namer): readonly CycleEdge[] | undefined {
  const search: Search = { stuck: new Set(stuck), history, done: new Set() };
  for (const start of stuck) {
    const circle = circleFrom(start, search, []);
    if (circle) return circle.map((edge) => edgeReport(edge, namer));
  }
  return undefined;
}

interface Search {
  readonly stuck: ReadonlySet<Goroutine>;
  readonly history: History;
  /** Those from whom no circle can be reached, or whose turn it is. */
  readonly done: Set<Goroutine>;
}

function circleFrom(goroutine: Goroutine, search: Search, way: readonly Edge[]): readonly Edge[] | undefined {
  const at = way.findIndex(({ operation }) => operation.goroutine === goroutine);
  if (at >= 0) return way.slice(at);
  const [operation] = goroutine.waits;
  if (search.done.has(goroutine) || !operation || way.length >= LONGEST) return undefined;
  search.done.add(goroutine);
  for (const use of search.history.helpers(operation)) {
    const circle = search.stuck.has(use.goroutine) ? circleFrom(use.goroutine, search, [...way, { operation, use }]) : undefined;
    if (circle) return circle;
  }
  return undefined;
}

function edgeReport({ operation, use }: Edge, namer: Namer): CycleEdge {
  const [used] = resourcesOfEntry(use.entry);
  const resource = operation.resources.find((one) => one === used) ?? operation.resources[0];
  const at = siteOf(operation.stack);
  const takenAt = placeOf(use.entry);
  return {
    goroutine: operation.goroutine.id,
    waitingOn: waitWords(operation, (one) => namer.quoted(one)),
    resource: resource ? namer.quoted(resource) : '',
    ...(at ? { at } : {}),
    holder: use.goroutine.id,
    role: use.role === 'holds' ? 'write' : use.role,
    ...(takenAt ? { takenAt } : {}),
    takenStep: use.entry.step,
  };
}
