import type { Judgement } from '../judge/verdict.ts';

/** An exercise that could not be judged because of the workspace: no verdict, exit code 3. */
export interface CheckProblem {
  readonly exercise: string;
  readonly code: string;
  readonly message: string;
  readonly nextStep: string;
}

/** What one `check` command found, whatever it was about. */
export interface CheckOutcome {
  readonly judgements: readonly Judgement[];
  readonly problems: readonly CheckProblem[];
  readonly exitCode: number;
  readonly interrupted: boolean;
}

export interface CheckDocument extends CheckOutcome {
  readonly schema: 'concurrency-tutor/check/v1';
}

/** The one JSON document of `check`. */
export function checkDocument({ exitCode, interrupted, judgements, problems }: CheckOutcome): CheckDocument {
  return { schema: 'concurrency-tutor/check/v1', exitCode, interrupted, judgements, problems };
}
