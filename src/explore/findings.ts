import type { Goroutine } from '../runtime/goroutine.ts';
import { Panic } from '../runtime/panic.ts';
import type { SourceSite } from '../runtime/sites.ts';
import type { Operation } from '../runtime/waiter.ts';
import { explain, stateWord, type Stuck } from './messages.ts';
import type { Names } from './names.ts';
import type { Finding, GoroutineReport, TraceEvent } from './report.ts';
import type { Fault } from './schedule.ts';

/** Makes a finding of what was wrong under a schedule, in the author's own names. */
export function findingOf(fault: Fault, names: Names, rest: { readonly replay: string; readonly trace: readonly TraceEvent[]; readonly steps: number }): Finding {
  const site = faultSite(fault, names);
  const stuck = fault.goroutines.map((goroutine) => stuckOf(goroutine, names));
  const goroutines = stuck.map(({ report }) => report).map((report, index) => (index === 0 && site && !report.at ? { ...report, at: site } : report));
  return {
    kind: fault.kind,
    ...(fault.detail === undefined ? {} : { detail: fault.detail }),
    message: explain(fault, { stuck, site, steps: rest.steps, operation: fault.operation && wordsOf(fault.operation, names) }),
    goroutines,
    topic: fault.detail === undefined ? fault.kind : `${fault.kind}.${fault.detail}`,
    replay: rest.replay,
    trace: rest.trace,
  };
}

/** Where a panic was raised, or where the operation that broke a rule was called. */
function faultSite(fault: Fault, names: Names): SourceSite | undefined {
  if (fault.operation) return names.site(fault.operation.stack);
  const { error } = fault;
  if (!(error instanceof Error)) return undefined;
  const inner = error instanceof Panic && error.cause instanceof Error ? names.site(error.cause.stack) : undefined;
  return inner ?? names.site(error.stack) ?? operationSite(fault, names);
}

/** An error that an operation raised later has no frame of the author's: the operation knows where it was called. */
function operationSite(fault: Fault, names: Names): SourceSite | undefined {
  const stack = fault.error instanceof Panic ? fault.error.operationStack : undefined;
  return names.site(stack);
}

function stuckOf(goroutine: Goroutine, names: Names): Stuck {
  const [operation] = goroutine.waits;
  const at = names.site(operation?.stack);
  const createdAt = names.site(goroutine.createdAt);
  const report: GoroutineReport = {
    id: goroutine.id,
    name: goroutine.name,
    state: stateWord(goroutine),
    ...(operation ? { waitingOn: wordsOf(operation, names) } : {}),
    ...(at ? { at } : {}),
    ...(createdAt && goroutine !== goroutine.program.main ? { createdAt } : {}),
  };
  return { goroutine, report };
}

/** ``to receive from `jobs` `` */
export function wordsOf(operation: Operation, names: Names): string {
  const list = operation.resources.map((resource) => names.of(resource)).join(', ');
  switch (operation.reason) {
    case 'chan send': return `to send on ${list}`;
    case 'chan receive': return `to receive from ${list}`;
    case 'chan send (nil chan)': return 'to send on a nil channel';
    case 'chan receive (nil chan)': return 'to receive from a nil channel';
    case 'select': return list === '' ? 'in a select' : `in a select on ${list}`;
    case 'select (no cases)': return 'in a select without cases';
    case 'sleep': return 'for its sleep to end';
    case 'runnable': return 'for its turn';
    case 'sync.Mutex.Lock': case 'sync.RWMutex.Lock': return `for the lock ${list}`;
    case 'sync.RWMutex.RLock': return `to read-lock ${list}`;
    case 'sync.WaitGroup.Wait': return `for the wait group ${list}`;
    case 'sync.Cond.Wait': return `for a signal on ${list}`;
    case 'sync.Once.Do': return `for ${list}`;
    case 'errgroup.Go': return 'for room in its errgroup';
    case 'run': return 'for a program that it runs';
    default: return operation.reason satisfies never;
  }
}
