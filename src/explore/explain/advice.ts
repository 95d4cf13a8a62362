import type { Resource } from '../../runtime/resource.ts';
import type { Fault } from '../detect/fault.ts';
import { waitDetail } from '../detect/wait-detail.ts';
import type { History } from './history.ts';
import { nextStepFor } from './next-steps.ts';

/** One thing to do about what was wrong under a schedule. */
export function adviceOf(fault: Fault, history: History, subject: string | undefined, name: (resource: Resource) => string): string {
  if (fault.cycle) return circleAdvice(fault.cycle);
  return memberAdvice(fault, history, name) ?? nextStepFor(fault, subject);
}

function circleAdvice(cycle: NonNullable<Fault['cycle']>): string {
  if (cycle.some(({ holder }) => holder.mode === 'queued')) return 'Read-lock once and pass on what was read: whoever holds a read lock must not ask for another one.';
  if (cycle.some(({ operation }) => operation.reason === 'errgroup.Go')) return 'Do not start more of a group from inside it while it is full: start that elsewhere, or raise the limit.';
  if (cycle.length === 1 && cycle[0]?.holder.mode === 'member') return 'Wait for the group outside the goroutines that it waits for, and start more of them from there.';
  if (cycle.length === 1) return 'Unlock before locking again, or let the function that is called rely on its caller\'s lock.';
  if (cycle.some(({ holder }) => holder.mode === 'member')) return 'Do not wait for goroutines while holding a lock that they need: unlock first.';
  return 'Take the locks in the same order everywhere, or hold only one at a time.';
}

/** Who waits for a group is helped by helping the one whom the group waits for. */
function memberAdvice({ kind, detail, goroutines }: Fault, history: History, name: (resource: Resource) => string): string | undefined {
  if (detail !== 'wait-group') return undefined;
  const waiting = goroutines.map(({ waits: [operation] }) => operation).find((operation) => operation?.reason === 'sync.WaitGroup.Wait');
  const member = waiting && history.helpers(waiting).map(({ goroutine }) => goroutine).find((goroutine) => !goroutine.ended && goroutine.waits.length > 0);
  const [operation] = member?.waits ?? [];
  if (!member || !operation) return undefined;
  const [resource] = operation.resources;
  const inner = waitDetail(member);
  // To a member that is stuck the same happens as to one that main has left behind.
  return nextStepFor({ kind: inner === 'receive' || inner === 'send' || inner === 'select' ? 'leak' : kind, detail: inner }, resource && operation.resources.length === 1 ? name(resource) : undefined);
}
