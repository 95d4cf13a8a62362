/** The judge's answer. One verdict per submission, decided in one place, rendered by `report/`. */
import type { Finding, Site } from '../explore/report.ts';
import type { Seed } from './seed.ts';
import type { Trust } from './isolation/walls.ts';

export type CheckStatus =
  | 'pass'
  | 'fail'
  /** Our own fault: says nothing about the learner's work. */
  | 'error'
  /** Not run, because a check it depends on did not pass, or the program could not be loaded. */
  | 'skipped';

/** Why a check did not pass. */
export type CauseKind =
  | 'expectation'   // the program ran, and did something else than the task asks
  | 'finding'       // deadlock, leak, panic, … under some schedule
  | 'missing-file'
  | 'missing-export'
  | 'syntax-error'
  | 'type-error'
  | 'load-error'    // the module threw while it was loaded
  | 'timeout'       // the watchdog ended it: a loop that never awaits
  | 'exited'        // the program called process.exit
  | 'crashed'       // killed by a signal
  | 'out-of-memory'
  | 'limit'         // it used more of something than it may: processor time, processes
  | 'contradicted'  // run once more under the same schedule, it did something else
  | 'dependency'    // skipped: an earlier check failed
  | 'internal';     // ours

export interface Cause {
  readonly kind: CauseKind;
  /** What the learner's program did, as a sentence. Never the source of the hidden suite. */
  readonly rationale: string;
  /** One next step. */
  readonly help: string;
  readonly expected?: string;
  readonly actual?: string;
  /** Where, in the learner's own TypeScript. */
  readonly location?: Site;
  /** The token that replays the schedule. */
  readonly replay?: string;
  /** The lesson to read, as a slug, and the pitfall's id. */
  readonly lesson?: string;
  readonly finding?: Finding;
}

export type Visibility = 'visible' | 'hidden';

export interface CheckResult {
  readonly id: string;
  readonly description: string;
  readonly status: CheckStatus;
  readonly score: number;
  readonly max: number;
  readonly durationMs: number;
  /** How many schedules the check's scenarios were explored under; 0 for checks without one. */
  readonly schedules: number;
  readonly cause?: Cause;
  readonly dependsOn?: string;
  /** `hidden`: learners hear whether it passed, and neither why not nor what it is about. */
  readonly visibility: Visibility;
}

/** Our own failure: no verdict on the learner's work, no attempt lost, exit code 4. */
export interface JudgeFailure {
  readonly message: string;
  readonly help: string;
}

export type Verdict =
  | { readonly kind: 'pass'; readonly checks: readonly CheckResult[] }
  | { readonly kind: 'fail'; readonly checks: readonly CheckResult[]; readonly finding?: Finding }
  | { readonly kind: 'error'; readonly cause: JudgeFailure };

/** A verdict with what is needed to read, repeat or appeal it. */
export interface Judgement {
  /** `exercise-3`. */
  readonly exercise: string;
  readonly title: string;
  readonly verdict: Verdict;
  readonly score: number;
  readonly max: number;
  /** Where inputs and schedules come from. A teacher's is a secret: give it away only when nobody can hand in any more. */
  readonly seed: Seed;
  /** SHA-256 of the seed, hex: may be published before it, and shows afterwards that it was not chosen to suit anybody. */
  readonly commitment: string;
  readonly durationMs: number;
  /** SHA-256 of the hidden suite, hex. */
  readonly suite: string;
  /** Version of this package. */
  readonly version: string;
  /** Version of Node. */
  readonly node: string;
  /** What held the code while it ran. */
  readonly trust: Trust;
  /** How many scenarios were run once more in a fresh process, under a schedule that the judge chose, and compared. */
  readonly audited: number;
  /** What the learner's code printed, bounded. */
  readonly output: readonly { readonly stream: 'stdout' | 'stderr'; readonly text: string; readonly truncated: boolean }[];
}
