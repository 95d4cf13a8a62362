import type { Goroutine } from '../../runtime/goroutine.ts';
import { Panic } from '../../runtime/panic.ts';
import type { Resource } from '../../runtime/resource.ts';
import type { SourceSite } from '../../runtime/sites.ts';
import type { AwaitSites } from '../detect/await-sites.ts';
import { cycleReport } from '../detect/cycle-report.ts';
import { accessPlace, racedOver, type FindAccess } from './race-words.ts';
import { adviceOf } from './advice.ts';
import { History, type Use } from './history.ts';
import { explain, stateWord } from './messages.ts';
import type { Stuck } from './people.ts';
import { topicOf } from './topics.ts';
import { Namer } from './namer.ts';
import { siteOf } from './site.ts';
import { waitCircle } from './wait-circle.ts';
import { waitWords } from './words.ts';
import { type Entry, placeOf, resourcesOf } from '../log/entry.ts';
import { traceOf } from '../log/trace.ts';
import type { Finding, GoroutineReport, Helper } from '../report.ts';
import type { Fault } from '../detect/fault.ts';
import type { Race } from '../race/race-detector.ts';

/** Kinds of findings about goroutines that wait, and nothing else goes on. */
const atRest: ReadonlySet<Finding['kind']> = new Set(['deadlock', 'leak']);

/** Of those who could wake a goroutine, so many are named: the ones who did so last. */
const MOST_HELPERS = 8;

/** What a finding is made of, besides the fault. */
export interface Evidence {
  readonly replay: string;
  /** All that happened. */
  readonly entries: readonly Entry[];
  /** Nothing has been left out of them. */
  readonly isWhole: boolean;
  readonly steps: number;
  /** Where goroutines await what is no operation. */
  readonly awaits?: AwaitSites;
  /** Finds accesses to memory in the author's source. */
  readonly access: FindAccess;
}

/** Makes a finding of what was wrong under a schedule, in the author's own names. */
export function findingOf(fault: Fault, evidence: Evidence): Finding {
  const { replay, entries, steps, access } = evidence;
  const namer = new Namer([...entries.flatMap(resourcesOf), ...fault.goroutines.flatMap(({ waits }) => waits.flatMap(({ resources }) => resources))]);
  const view: View = { namer, history: new History(entries), awaits: fault.kind === 'uncontrolled' ? evidence.awaits : undefined, isBusy: fault.kind === 'livelock' || fault.kind === 'never-ends' };
  const site = faultSite(fault);
  const { race } = fault;
  const stuck = race ? racersOf(race, access) : fault.goroutines.map((goroutine) => stuckOf(goroutine, view));
  const goroutines = stuck.map(({ report }) => report).map((report, index) => (index === 0 && site && !report.at ? { ...report, at: site } : report));
  const name = (resource: Resource): string => namer.quoted(resource);
  const subject = subjectOf(fault, entries);
  const cycle = fault.cycle ? cycleReport(fault.cycle, namer) : atRest.has(fault.kind) ? waitCircle(fault.goroutines, view.history, namer) : undefined;
  return {
    kind: fault.kind,
    ...(fault.detail === undefined ? {} : { detail: fault.detail }),
    message: explain(fault, {
      stuck, site, steps, name, history: view.history, isTold: (goroutine) => fault.goroutines.includes(goroutine) || (fault.kind === 'leak' && goroutine === goroutine.program.main), isWhole: evidence.isWhole,
      operation: fault.operation && waitWords(fault.operation, name),
      subject, access,
    }),
    nextStep: adviceOf(fault, view.history, race ? quoted(racedOver(race, access)) : subject && name(subject), name),
    goroutines,
    ...(cycle ? { cycle } : {}),
    topic: topicOf(fault.kind, fault.detail),
    replay,
    ...traceOf(entries, namer),
  };
}

interface View {
  readonly namer: Namer;
  readonly history: History;
  /** The goroutines go on and on: then it says something where they were seen last. */
  readonly isBusy: boolean;
  /** Where goroutines await what is no operation, when that is what it is about. */
  readonly awaits: AwaitSites | undefined;
}

/** The channel or lock that it is about, if there is one. */
function subjectOf({ goroutines, operation, kind }: Fault, entries: readonly Entry[]): Resource | undefined {
  const main = goroutines.find((goroutine) => goroutine === goroutine.program.main);
  const waiting = operation ?? (main ?? goroutines[0])?.waits[0];
  if (waiting) return waiting.resources.length === 1 ? waiting.resources[0] : undefined;
  if (kind !== 'panic') return undefined;
  // An operation that failed, and nothing after it but the end.
  const last = entries.findLast((entry) => entry.goroutine === goroutines[0] && entry.kind !== 'throws');
  return last?.kind === 'operation' && last.outcome === 'fails' ? last.operation.resources.find((resource) => 'isClosed' in resource && resource.isClosed === true) : undefined;
}

/** Where a panic was raised, or where the operation that broke a rule was called. */
function faultSite(fault: Fault): SourceSite | undefined {
  if (fault.operation) return siteOf(fault.operation.stack);
  if (fault.site) return fault.site;
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

function stuckOf(goroutine: Goroutine, { namer, history, isBusy, awaits }: View): Stuck {
  const [operation] = goroutine.waits;
  const at = siteOf(operation?.stack) ?? (isBusy ? history.lastPlace(goroutine) : awaits?.last(goroutine));
  const createdAt = siteOf(goroutine.createdAt);
  const waitsFor = operation ? history.helpers(operation).slice(0, MOST_HELPERS).map((use) => helperOf(use, namer)) : [];
  const report: GoroutineReport = {
    id: goroutine.id,
    name: goroutine.name,
    state: stateWord(goroutine),
    ...(operation ? { waitingOn: waitWords(operation, (resource) => namer.quoted(resource)) } : {}),
    ...(at ? { at } : {}),
    ...(createdAt && goroutine !== goroutine.program.main ? { createdAt } : {}),
    ...(waitsFor.length > 0 ? { waitsFor } : {}),
  };
  return { goroutine, report };
}

/** The goroutines of a race, where they were when it happened. */
function racersOf({ first, second }: Race, find: FindAccess): Stuck[] {
  return [first, second].flatMap((access) => {
    const { goroutine } = access.actor;
    if (!goroutine) return [];
    const at = accessPlace(access, find);
    const createdAt = siteOf(goroutine.createdAt);
    const report: GoroutineReport = {
      id: goroutine.id, name: goroutine.name, state: 'running',
      ...(at ? { at } : {}),
      ...(createdAt && goroutine !== goroutine.program.main ? { createdAt } : {}),
    };
    return [{ goroutine, report }];
  });
}

function quoted(text: string | undefined): string | undefined {
  return text === undefined ? undefined : `\`${text}\``;
}

function helperOf({ goroutine, role, entry }: Use, namer: Namer): Helper {
  const [operation] = goroutine.waits;
  const at = placeOf(entry);
  return {
    goroutine: goroutine.id,
    name: goroutine.name,
    role,
    state: stateWord(goroutine),
    ...(operation ? { waitingOn: waitWords(operation, (resource) => namer.quoted(resource)) } : {}),
    step: entry.step,
    ...(at ? { at } : {}),
  };
}
