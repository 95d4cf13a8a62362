import type { Goroutine } from '../../runtime/goroutine.ts';
import { Panic } from '../../runtime/panic.ts';
import type { SourceSite } from '../../runtime/sites.ts';
import { cycleReport } from '../detect/cycle-report.ts';
import { explain, stateWord, type Stuck } from './messages.ts';
import { siteOf, wordsOf } from './names.ts';
import type { Finding, GoroutineReport, TraceEvent } from '../report.ts';
import type { Fault } from '../detect/fault.ts';

/** Makes a finding of what was wrong under a schedule, in the author's own names. */
export function findingOf(fault: Fault, rest: { readonly replay: string; readonly trace: readonly TraceEvent[]; readonly steps: number }): Finding {
  const site = faultSite(fault);
  const stuck = fault.goroutines.map((goroutine) => stuckOf(goroutine));
  const goroutines = stuck.map(({ report }) => report).map((report, index) => (index === 0 && site && !report.at ? { ...report, at: site } : report));
  return {
    kind: fault.kind,
    ...(fault.detail === undefined ? {} : { detail: fault.detail }),
    message: explain(fault, { stuck, site, steps: rest.steps, operation: fault.operation && wordsOf(fault.operation) }),
    goroutines,
    ...(fault.cycle ? { cycle: cycleReport(fault.cycle) } : {}),
    topic: fault.detail === undefined ? fault.kind : `${fault.kind}.${fault.detail}`,
    replay: rest.replay,
    trace: rest.trace,
  };
}

/** Where a panic was raised, or where the operation that broke a rule was called. */
function faultSite(fault: Fault): SourceSite | undefined {
  if (fault.operation) return siteOf(fault.operation.stack);
  if (fault.contexts) return siteOf(fault.contexts[0]?.createdAt);
  const { error } = fault;
  if (!(error instanceof Error)) return undefined;
  const inner = error instanceof Panic && error.cause instanceof Error ? siteOf(error.cause.stack) : undefined;
  return inner ?? siteOf(error.stack) ?? operationSite(fault);
}

/** An error that an operation raised later has no frame of the author's: the operation knows where it was called. */
function operationSite(fault: Fault): SourceSite | undefined {
  const stack = fault.error instanceof Panic ? fault.error.operationStack : undefined;
  return siteOf(stack);
}

function stuckOf(goroutine: Goroutine): Stuck {
  const [operation] = goroutine.waits;
  const at = siteOf(operation?.stack);
  const createdAt = siteOf(goroutine.createdAt);
  const report: GoroutineReport = {
    id: goroutine.id,
    name: goroutine.name,
    state: stateWord(goroutine),
    ...(operation ? { waitingOn: wordsOf(operation) } : {}),
    ...(at ? { at } : {}),
    ...(createdAt && goroutine !== goroutine.program.main ? { createdAt } : {}),
  };
  return { goroutine, report };
}
