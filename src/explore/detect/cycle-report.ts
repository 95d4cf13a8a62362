import type { Namer } from '../explain/namer.ts';
import { siteOf } from '../explain/site.ts';
import { waitWords } from '../explain/words.ts';
import type { CycleEdge } from '../report.ts';
import type { WaitEdge } from './lock-watch.ts';

/** A wait-for cycle in the program's own names. */
export function cycleReport(edges: readonly WaitEdge[], namer: Namer): readonly CycleEdge[] {
  return edges.map(({ operation, holder }) => {
    const [resource] = operation.resources;
    const at = siteOf(operation.stack);
    const takenAt = siteOf(holder.operation?.stack);
    return {
      goroutine: operation.goroutine.id,
      waitingOn: waitWords(operation, (one) => namer.quoted(one)),
      resource: resource ? namer.quoted(resource) : '',
      ...(at ? { at } : {}),
      holder: holder.goroutine.id,
      role: holder.mode,
      ...(takenAt ? { takenAt } : {}),
      ...(holder.step > 0 ? { takenStep: holder.step } : {}),
    };
  });
}
