import type { WaitEdge } from '../detect/lock-watch.ts';
import { capital, nameOf, place } from './people.ts';
import { siteOf } from './site.ts';
import type { Waiting } from './waiting.ts';
import { waitWords } from './words.ts';

/** Parts of a circle that are told; in a longer one the rest only adds to the confusion. */
const MOST_EDGES = 4;

/** Who waits for whom: ``Goroutine 2 waits for the lock `b`, at …; goroutine 3 has held it since step 8, at …``. */
export function circleWords(edges: readonly WaitEdge[], { name }: Pick<Waiting, 'name'>): string {
  const told = edges.slice(0, MOST_EDGES).map((edge) => edgeWords(edge, name));
  const more = edges.length - told.length;
  return [...told, ...(more > 0 ? [`So it goes on for ${more} more.`] : []), closing(edges)].join(' ');
}

function edgeWords({ operation, holder }: WaitEdge, name: Waiting['name']): string {
  const who = capital(nameOf(operation.goroutine));
  const waits = `${who} waits ${waitWords(operation, name)}${place(siteOf(operation.stack))}`;
  const since = holder.step > 0 ? ` since step ${holder.step}` : '';
  const taken = `${since}${place(siteOf(holder.operation?.stack))}`;
  if (operation.reason === 'errgroup.Go') return `${waits}, which is full: ${holder.goroutine === operation.goroutine ? 'it' : nameOf(holder.goroutine)} is one of those in it.`;
  if (holder.goroutine === operation.goroutine) return holder.mode === 'member' ? `${waits}, which goes on when that goroutine itself has ended.` : `${waits}, which it holds itself${taken}.`;
  const other = nameOf(holder.goroutine);
  switch (holder.mode) {
    case 'write': return `${waits}; ${other} has held it${taken}.`;
    case 'read': return `${waits}; ${other} has read-locked it${taken}.`;
    case 'queued': return `${waits}, behind ${other}, which waits to write: a writer that waits keeps new readers out.`;
    case 'member': return `${waits}, which counts on ${other}.`;
    default: return holder.mode satisfies never;
  }
}

function closing(edges: readonly WaitEdge[]): string {
  if (edges.some(({ operation }) => operation.reason === 'errgroup.Go')) return 'Everybody in the group waits for somebody in the group to end.';
  if (edges.length === 1 && edges[0]?.holder.mode === 'member') return 'Nobody can wait for its own end.';
  if (edges.length === 1) return 'A lock is not given twice, not even to the same goroutine.';
  return edges.length === 2 ? 'Each waits for what the other has, so neither will ever go on.' : 'They wait for each other in a circle, so none of them will ever go on.';
}
