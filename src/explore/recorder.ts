import { FileSources, relayedAccess, type AccessSite, type LoadedProgram } from '../loader/index.ts';
import { currentDetail, setDetail } from '../runtime/detail.ts';
import { resourceName } from '../runtime/resource-name.ts';
import { addSourceMapper } from '../runtime/sites.ts';
import { AwaitSites } from './detect/await-sites.ts';
import { findingOf } from './explain/findings.ts';
import { Namer } from './explain/namer.ts';
import { resourcesOf } from './log/entry.ts';
import { EventLog } from './log/event-log.ts';
import { traceOf, type Trace } from './log/trace.ts';
import type { Finding } from './report.ts';
import { runSchedule, type ScheduleOptions, type ScheduleResult, type Subject } from './schedule.ts';

/** A schedule that ran with everything remembered. */
export interface Recorded {
  readonly result: ScheduleResult;
  readonly findings: readonly Finding[];
  /** All that happened. */
  readonly story: Trace;
}

/** Schedules are explored bare; one that fails is run once more with everything remembered, and the finding is made of that. */
export class Recorder {
  readonly #program: LoadedProgram | undefined;
  /** Whether a schedule with a finding did something else when it was run again. */
  hasDiffered = false;

  readonly #access = (site: number): AccessSite | undefined => (this.#program ? this.#program.access(site) : relayedAccess(site));

  constructor(program: LoadedProgram | undefined) {
    this.#program = program;
  }

  /** Runs a failing schedule again and explains it: everything that is wrong with it. */
  async findings(subject: Subject, how: ScheduleOptions, first: ScheduleResult, replay: string): Promise<readonly Finding[]> {
    const { result, findings } = await this.record(subject, how, replay, first);
    if (result.digest === first.digest && kindsOf(result) === kindsOf(first)) return findings;
    this.hasDiffered = true;
    // The program did something else the second time, so it does not depend on the schedule alone. What the first run said still holds.
    return first.faults.map((fault) => {
      const bare = findingOf(fault, { replay, entries: [], isWhole: false, steps: first.steps, access: this.#access });
      return { ...bare, message: `${bare.message} (A second run of the same schedule went differently: the program depends on something real, such as files, the network or the clock.)` };
    });
  }

  /** The most values that waited at each channel under one schedule, by the channels' names. */
  async queues(subject: Subject, how: ScheduleOptions): Promise<Record<string, number>> {
    const before = currentDetail();
    const forget = addSourceMapper(this.#program ?? new FileSources(process.cwd()));
    setDetail('creation');
    try {
      return namedQueues(await runSchedule(subject, how));
    } finally {
      forget();
      setDetail(before);
    }
  }

  /** Runs one schedule with full detail. */
  async record(subject: Subject, how: ScheduleOptions, replay: string, first?: ScheduleResult): Promise<Recorded> {
    const before = currentDetail();
    const forget = addSourceMapper(this.#program ?? new FileSources(process.cwd()));
    const log = new EventLog();
    // They cost more than all the rest, and are of use for one kind of finding only.
    using awaits = first?.faults.every(({ kind }) => kind !== 'uncontrolled') === true ? undefined : new AwaitSites();
    setDetail('full');
    try {
      const result = await runSchedule(subject, { ...how, observer: log.observer });
      const { entries } = log;
      const findings = result.faults.map((fault) => findingOf(fault, { replay, entries: fault.race ? log.entriesWith(fault.race.location, this.#access) : entries, isWhole: log.isWhole, steps: result.steps, access: this.#access, ...(awaits ? { awaits } : {}) }));
      const { trace, cast = [], resources = [] } = findings[0] ?? traceOf(entries, new Namer(entries.flatMap(resourcesOf)));
      return { result, findings, story: { trace, cast, resources } };
    } finally {
      forget();
      setDetail(before);
    }
  }
}

function kindsOf({ faults }: ScheduleResult): string {
  return [...new Set(faults.map(({ kind }) => kind))].join();
}

/** Channels of the same name count as one. */
export function namedQueues({ maxQueued }: ScheduleResult): Record<string, number> {
  const queues: Record<string, number> = {};
  for (const [channel, queued] of maxQueued) {
    const name = resourceName(channel).replaceAll('`', '');
    queues[name] = Math.max(queues[name] ?? 0, queued);
  }
  return queues;
}
