import { resourceName } from '../../runtime/resource-name.ts';
import { siteOf, wordsOf } from '../explain/names.ts';
import type { CycleEdge } from '../report.ts';
import type { WaitEdge } from './lock-watch.ts';

/** A wait-for cycle in the program's own names. */
export function cycleReport(edges: readonly WaitEdge[]): readonly CycleEdge[] {
  return edges.map(({ operation, holder }) => {
    const [resource] = operation.resources;
    const at = siteOf(operation.stack);
    const takenAt = siteOf(holder.operation?.stack);
    return {
      goroutine: operation.goroutine.id,
      waitingOn: wordsOf(operation),
      resource: resource ? resourceName(resource) : '',
      ...(at ? { at } : {}),
      holder: holder.goroutine.id,
      role: holder.mode,
      ...(takenAt ? { takenAt } : {}),
      ...(holder.step > 0 ? { takenStep: holder.step } : {}),
    };
  });
}
