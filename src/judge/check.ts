/** Deciding one check: its test's body, once for each history its scenarios produced. The first failure decides. */
import { performance } from 'node:perf_hooks';
import type { CheckSpec } from '../course/model.ts';
import { JudgeError } from '../errors.ts';
import { endCause, expectationCause, findingCause } from './cause.ts';
import { suiteFault, type SuiteTest } from './collector.ts';
import type { Printed } from './printed.ts';
import { Round, type Explore, type Interruption, type Rehearsal } from './rehearsal.ts';
import type { Cause, CheckResult } from './verdict.ts';

export interface CheckRun {
  readonly result: CheckResult;
  /** What the program printed under the schedules that decided the check. */
  readonly printed: Printed;
}

export interface CheckOptions {
  readonly spec: CheckSpec;
  readonly test: SuiteTest;
  readonly stage: Rehearsal;
  /** Seeds the test's `random`. */
  readonly seed: number;
  readonly explore: Explore;
}

/** Throws a `JudgeError` when the suite, not the learner's program, is at fault. */
export async function runCheck(options: CheckOptions): Promise<CheckRun> {
  const { spec } = options;
  const start = performance.now();
  const { cause, round } = await playRounds(options);
  const skipped = cause?.kind === 'dependency';
  return {
    result: {
      id: spec.id, description: spec.description, max: spec.points, durationMs: performance.now() - start, schedules: round.schedules, visibility: spec.visibility ?? 'visible',
      ...(spec.dependsOn === undefined ? {} : { dependsOn: spec.dependsOn }),
      ...(cause === undefined ? { status: 'pass', score: spec.points } : { status: skipped ? 'skipped' : 'fail', score: 0, cause }),
    },
    printed: round.interruption?.kind === 'finding' ? round.interruption.printed : round.printed,
  };
}

async function playRounds({ test, stage, seed, explore }: CheckOptions): Promise<{ readonly cause?: Cause; readonly round: Round }> {
  let plan = { rounds: 1, combine: true };
  for (let index = 0; ; index += 1) {
    const round = new Round({ index, combine: plan.combine, seed, explore });
    const cause = await playRound(test, stage, round);
    if (cause !== undefined) return { cause, round };
    const next = round.plan();
    // The first round shows how many histories there are; only then is it known how to go through them.
    plan = { rounds: Math.max(plan.rounds, next.rounds), combine: next.combine };
    if (index + 1 >= plan.rounds) return { round };
  }
}

async function playRound(test: SuiteTest, stage: Rehearsal, round: Round): Promise<Cause | undefined> {
  stage.round = round;
  let thrown: { readonly error: unknown } | undefined;
  try {
    await test.body();
  } catch (error) {
    thrown = { error };
  } finally {
    stage.round = undefined;
  }
  if (round.interruption !== undefined) return interruptionCause(round.interruption);
  if (round.pending > 0) throw suiteFault(`The test "${test.name}" does not wait for a scenario it plays.`);
  if (thrown === undefined) return undefined;
  if (thrown.error instanceof JudgeError) throw thrown.error;
  const cause = expectationCause(thrown.error, round.replay);
  if (cause !== undefined) return cause;
  throw suiteFault(`The test "${test.name}" threw something that is neither an assertion nor a finding: ${String(thrown.error)}`, thrown.error);
}

function interruptionCause(interruption: Interruption): Cause {
  switch (interruption.kind) {
    case 'finding': return findingCause(interruption.finding);
    case 'ended': return endCause(interruption.end);
    case 'gave-up': return { kind: 'dependency', rationale: 'Not run: two scenarios before this one have already used up their whole limit.', help: 'Cure those first.' };
    case 'fault': throw interruption.error;
    default: return interruption satisfies never;
  }
}
