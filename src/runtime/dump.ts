import { remembersSites } from './call-site.ts';
import { currentDetail } from './detail.ts';
import type { Goroutine } from './goroutine.ts';
import type { Operation } from './operation.ts';
import { resourceName } from './resource-name.ts';
import { authorSite } from './sites.ts';

/** Every goroutine given, in the shape of Go's dumps. */
export function dump(goroutines: Iterable<Goroutine>): string {
  return [...goroutines].map(dumpOne).join('\n\n');
}

function dumpOne(goroutine: Goroutine): string {
  const lines = [`goroutine ${goroutine.id} [${stateOf(goroutine)}]:`, `${goroutine.name}(...)`];
  for (const wait of goroutine.waits) lines.push(`\t${describeWait(wait)}${at(wait.stack)}`);
  if (goroutine.parent) lines.push(`created by ${goroutine.parent.name} in goroutine ${goroutine.parent.id}${at(goroutine.createdAt)}`);
  return lines.join('\n');
}

/** What to do for a dump that says more; nothing when it says all there is. */
export function howToSeeMore(): string {
  if (currentDetail() === 'full' || remembersSites) return '';
  return "\n\nTo see where in the source: call runtime.setDetail('full') first, or start the program with concurrency-tutor run.";
}

/** Go's state word for a goroutine. */
export function stateOf(goroutine: Goroutine): string {
  const [first] = goroutine.waits;
  return first ? first.reason : 'running';
}

/** What an operation waits for, in the program's own names: ``receive from `jobs` ``. */
export function describeWait(wait: Operation): string {
  const names = wait.resources.map(resourceName);
  return names.length === 0 ? wait.reason : `${wait.reason} on ${names.join(', ')}`;
}

function at(stack: string | undefined): string {
  const site = authorSite(stack);
  return site ? `\n\t\t${site.file}:${site.line}:${site.column}` : '';
}
