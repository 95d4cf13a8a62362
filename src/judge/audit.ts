/**
 * Whether a program that has told its histories tells the same ones again: some are picked by the judge's seed, and run once more, each in a
 * fresh process that has seen nothing else, under the very schedule they were told of. What depends on the process, on the order of the
 * judge's questions or on anything else but input and schedule shows here.
 */
import { seededRandom } from './random.ts';
import type { ScenarioRunner, Told } from './scenario-runner.ts';
import type { Cause, CheckResult } from './verdict.ts';

/** Which check asked what. */
export interface Asked {
  /** The check's id. */
  readonly check: string;
  readonly scenario: string;
  /** Encoded. */
  readonly input: string;
}

export interface AuditOptions {
  readonly runner: ScenarioRunner;
  /** How many histories to look at. */
  readonly count: number;
  readonly seed: number;
  /** Which checks asked which questions. */
  readonly asked: readonly Asked[];
}

export interface Audit {
  readonly audited: number;
  /** Ids of the checks whose histories were contradicted. */
  readonly contradicted: ReadonlySet<string>;
}

export async function audit({ runner, count, seed, asked }: AuditOptions): Promise<Audit> {
  const random = seededRandom(seed);
  // What stands on the real clock has no token, and cannot be repeated.
  const sample = random.shuffle(runner.told()).filter(({ outcomes }) => outcomes.every(({ replay }) => replay !== '')).slice(0, count);
  const contradicted = new Set<string>();
  for (const told of sample) {
    if (await tellsTheSame(runner, told, random.pick(told.outcomes))) continue;
    for (const { check } of asked.filter(({ scenario, input }) => scenario === told.scenario && input === told.input)) contradicted.add(check);
  }
  return { audited: sample.length, contradicted };
}

async function tellsTheSame(runner: ScenarioRunner, told: Told, { replay, value }: Told['outcomes'][number]): Promise<boolean> {
  const answer = await runner.repeat(told, replay);
  return answer.kind === 'gave-up' || (answer.kind === 'explored' && answer.outcomes[0]?.finding === undefined && answer.outcomes[0]?.value === value);
}

/** The result of a check whose history did not stand. */
export function contradictedResult(result: CheckResult): CheckResult {
  return { ...result, status: 'fail', score: 0, cause };
}

const cause: Cause = {
  kind: 'contradicted',
  rationale: 'Run once more in a fresh process, with the same input and under the same schedule, the program did something else.',
  help: 'Let what it does depend on its input and its goroutines alone: not on the process it runs in, on how often it was called, or on the real clock.',
  lesson: 'goroutines',
};
