import type { Goroutine } from '../../runtime/goroutine.ts';
import { Panic } from '../../runtime/panic.ts';
import type { SourceSite } from '../../runtime/sites.ts';
import { cycleReport } from '../detect/cycle-report.ts';
import { explain, stateWord, type Stuck } from './messages.ts';
import { Namer } from './namer.ts';
import { siteOf } from './site.ts';
import { waitWords } from './words.ts';
import { type Entry, resourcesOf } from '../log/entry.ts';
import { traceOf } from '../log/trace.ts';
import type { Finding, GoroutineReport } from '../report.ts';
import type { Fault } from '../detect/fault.ts';

/** What a finding is made of, besides the fault. */
export interface Evidence {
  readonly replay: string;
  /** All that happened. */
  readonly entries: readonly Entry[];
  readonly steps: number;
}

/** Makes a finding of what was wrong under a schedule, in the author's own names. */
export function findingOf(fault: Fault, { replay, entries, steps }: Evidence): Finding {
  const namer = new Namer([...entries.flatMap(resourcesOf), ...fault.goroutines.flatMap(({ waits }) => waits.flatMap(({ resources }) => resources))]);
  const site = faultSite(fault);
  const stuck = fault.goroutines.map((goroutine) => stuckOf(goroutine, namer));
  const goroutines = stuck.map(({ report }) => report).map((report, index) => (index === 0 && site && !report.at ? { ...report, at: site } : report));
  return {
    kind: fault.kind,
    ...(fault.detail === undefined ? {} : { detail: fault.detail }),
    message: explain(fault, { stuck, site, steps, operation: fault.operation && waitWords(fault.operation, (resource) => namer.quoted(resource)) }),
    goroutines,
    ...(fault.cycle ? { cycle: cycleReport(fault.cycle, namer) } : {}),
    topic: fault.detail === undefined ? fault.kind : `${fault.kind}.${fault.detail}`,
    replay,
    ...traceOf(entries, namer),
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

function stuckOf(goroutine: Goroutine, namer: Namer): Stuck {
  const [operation] = goroutine.waits;
  const at = siteOf(operation?.stack);
  const createdAt = siteOf(goroutine.createdAt);
  const report: GoroutineReport = {
    id: goroutine.id,
    name: goroutine.name,
    state: stateWord(goroutine),
    ...(operation ? { waitingOn: waitWords(operation, (resource) => namer.quoted(resource)) } : {}),
    ...(at ? { at } : {}),
    ...(createdAt && goroutine !== goroutine.program.main ? { createdAt } : {}),
  };
  return { goroutine, report };
}
