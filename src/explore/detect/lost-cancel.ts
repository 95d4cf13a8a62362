import { authorSite } from '../../runtime/sites.ts';
import type { Cancellable } from '../../runtime/context/context.ts';
import type { Fault } from './fault.ts';
import type { MadeContext } from './context-watch.ts';

/** Main has returned, and left contexts open that nobody will ever end: one fault for each place in the source that made some. */
export function lostCancels(lost: readonly MadeContext[]): readonly Fault[] {
  return [...Map.groupBy(lost, ({ context }) => `${context.maker} ${placeOf(context)}`).values()].map((group) => ({
    kind: 'lost-cancel',
    ...(group[0] && group[0].context.maker !== 'context' ? { detail: group[0].context.maker } : {}),
    goroutines: [...new Set(group.map(({ goroutine }) => goroutine))],
    contexts: group.map(({ context }) => context),
  }));
}

/** Where it was made, as far as that is remembered. */
function placeOf({ createdAt }: Cancellable): string {
  const site = authorSite(createdAt);
  return site ? `${site.file}:${site.line}:${site.column}` : '';
}
