import { findingKey } from './detect/identity.ts';
import { outcomeKey } from './outcome-key.ts';
import type { Recorder } from './recorder.ts';
import type { Finding, FindingKind } from './report.ts';
import type { ScheduleOptions, ScheduleResult, Subject } from './schedule.ts';
import { shrink } from './shrink/shrink.ts';
import { isEndless } from './endless.ts';
import { canTell, formatToken, longestToken } from './token.ts';

/** Something that can happen, and how often it did. */
export interface Outcome {
  readonly verdict: FindingKind | 'pass';
  /** What is wrong, the gravest first. */
  readonly findings: readonly Finding[];
  /** What the program printed on standard output. */
  readonly output: string;
  /** What it printed on standard error. */
  readonly errors: string;
  readonly truncated: boolean;
  /** What main returned. */
  readonly value: unknown;
  /** Goroutines that were still running when main returned and ended by themselves. */
  readonly unfinished: number;
  /** Schedules with this outcome. */
  readonly count: number;
  /** The first schedule with it. */
  readonly schedule: number;
  readonly replay: string;
}

/** What there is to make outcomes with. */
export interface OutcomeOptions {
  readonly subject: Subject;
  readonly recorder: Recorder;
  /** Whether failing schedules are shrunk before they are shown. */
  readonly shrink: boolean;
}

/** Of schedules that look the same, these are looked at again. */
const looks: ReadonlySet<number> = new Set([2, 4, 8, 16]);

/** Every different outcome of an exploration. */
export class Outcomes {
  readonly #options: OutcomeOptions;
  readonly #known = new Map<string, { readonly outcome: Omit<Outcome, 'count'>; count: number }>();

  constructor(options: OutcomeOptions) {
    this.#options = options;
  }

  /** Takes note of a schedule; the first one of its kind is shrunk and explained. */
  async add(how: ScheduleOptions, result: ScheduleResult): Promise<void> {
    const key = outcomeKey(result);
    const known = this.#known.get(key);
    if (!known) {
      this.#known.set(key, { count: 1, outcome: await this.#outcome(how, result) });
      return;
    }
    known.count++;
    if (result.faults.length > 0 && looks.has(known.count) && !isEndless(result)) await this.#lookAgain(key, how, result);
  }

  /** Without a record nobody knows the places: what looks the same may be wrong somewhere else. */
  async #lookAgain(key: string, how: ScheduleOptions, result: ScheduleResult): Promise<void> {
    const { subject, recorder } = this.#options;
    const replay = canTell(how) ? formatToken({ ...how, digest: result.digest }) : '';
    const findings = await recorder.findings(subject, how, result, replay);
    const places = placesOf(findings);
    const alike = [...this.#known].filter(([one]) => one === key || one.startsWith(`${key}\n\nat `));
    const same = alike.find(([, { outcome }]) => placesOf(outcome.findings) === places);
    const [first] = alike;
    if (same || !first) return;
    first[1].count--;
    // Not shrunk: what is left of a shrunk one need only look the same.
    this.#known.set(`${key}\n\nat ${places}`, { count: 1, outcome: this.#told({ result, replay }, findings) });
  }

  get all(): readonly Outcome[] {
    return [...this.#known.values()].map(({ outcome, count }) => ({ ...outcome, count }));
  }

  async #outcome(how: ScheduleOptions, first: ScheduleResult): Promise<Omit<Outcome, 'count'>> {
    const { subject, recorder } = this.#options;
    const shown = await this.#shown(how, first);
    const findings = first.faults.length > 0 ? await recorder.findings(subject, shown.how, shown.result, shown.replay) : [];
    return this.#told(shown, findings);
  }

  #told({ result, replay }: { readonly result: ScheduleResult; readonly replay: string }, findings: readonly Finding[]): Omit<Outcome, 'count'> {
    const { output, value, unfinished, schedule } = result;
    return {
      verdict: findings[0]?.kind ?? 'pass',
      findings,
      output: output.stdout,
      errors: output.stderr,
      truncated: output.truncated,
      value,
      unfinished,
      schedule,
      replay,
    };
  }

  /** The schedule to show for an outcome: a failing one as short of switches as it can be, if a token can tell it. */
  async #shown(how: ScheduleOptions, result: ScheduleResult): Promise<{ readonly how: ScheduleOptions; readonly result: ScheduleResult; readonly replay: string }> {
    const original = { how, result, replay: canTell(how) ? formatToken({ ...how, digest: result.digest }) : '' };
    const shrunk = this.#options.shrink ? await shrink(this.#options.subject, how, result) : undefined;
    if (!shrunk || !canTell(shrunk.how)) return original;
    const replay = formatToken({ ...shrunk.how, digest: shrunk.result.digest });
    return replay.length <= longestToken ? { ...shrunk, replay } : original;
  }
}

function placesOf(findings: readonly Finding[]): string {
  return findings.map(findingKey).join('\n\n');
}
