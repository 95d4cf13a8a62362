import { outcomeKey } from './outcome-key.ts';
import type { Recorder } from './recorder.ts';
import type { TraceEvent } from './report.ts';
import { runSchedule, type ScheduleOptions, type ScheduleResult, type Subject } from './schedule.ts';

/** Every so many times more schedules, one is run twice. */
const RARER = 8;

const why = 'So it depends on more than its schedule: on something that is kept from one run to the next, such as a variable outside the function that is explored, or on something real. Tokens are best effort.';

/**
 * Sees whether a program does the same when the same schedule is run again. Those with findings are run twice anyway; of the others a few are:
 * the first, and ever fewer later on.
 */
export class DeterminismCheck {
  readonly #subject: Subject;
  readonly #recorder: Recorder;
  #seen = 0;
  #next = 1;
  #difference: string | undefined;

  constructor(subject: Subject, recorder: Recorder) {
    this.#subject = subject;
    this.#recorder = recorder;
  }

  /** What was different, in words. */
  get difference(): string | undefined {
    return this.#difference ?? (this.#recorder.hasDiffered ? `A schedule with a finding went differently when it was run again. ${why}` : undefined);
  }

  async add(how: ScheduleOptions, result: ScheduleResult): Promise<void> {
    this.#seen++;
    if (this.#difference !== undefined || this.#seen < this.#next) return;
    this.#next *= RARER;
    if (result.faults.length > 0 || result.touchedReality) return;
    const again = await runSchedule(this.#subject, { ...how, observer: {} });
    if (again.touchedReality || (again.digest === result.digest && outcomeKey(again) === outcomeKey(result))) return;
    const there = await this.#firstDifference(how) ?? differentEnd(result, again);
    this.#difference = `The program did not do the same when schedule ${how.schedule} was run again${there}. ${why}`;
  }

  /** Two more runs, in which everything is written down; a program that keeps something may have settled by then. */
  async #firstDifference(how: ScheduleOptions): Promise<string | undefined> {
    const record = async (): Promise<readonly TraceEvent[]> => (await this.#recorder.record(this.#subject, how, '')).story.trace;
    const [first, second] = [await record(), await record()];
    for (let index = 0; index < Math.max(first.length, second.length); index++) {
      const [one, other] = [first[index], second[index]];
      if (one?.what !== other?.what || one?.goroutine !== other?.goroutine) return `: once, ${doing(one)}; another time, ${doing(other)}`;
    }
    return undefined;
  }
}

function doing(event: TraceEvent | undefined): string {
  if (!event) return 'nothing more happened there';
  const who = event.goroutine === 1 ? 'main' : `goroutine ${event.goroutine}`;
  const place = event.at ? `, at ${event.at.file}:${event.at.line}:${event.at.column}` : '';
  return `${who} ${event.what}${place}`;
}

function differentEnd(one: ScheduleResult, other: ScheduleResult): string {
  if (other.faults.length > 0) return ', and then something was wrong with it';
  if (one.digest !== other.digest) return '';
  if (one.output.stdout !== other.output.stdout || one.output.stderr !== other.output.stderr) return ': it printed something else';
  return ': main returned something else';
}
