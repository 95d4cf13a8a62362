import { exitCode } from '../../errors.ts';
import type { Judgement } from '../../judge/verdict.ts';
import type { CheckProblem } from '../../report/index.ts';

/** One exit code for several exercises: our fault outweighs a workspace problem, which outweighs failed work. */
export function worstOf(judgements: readonly Judgement[], problems: readonly CheckProblem[]): number {
  if (judgements.some(({ verdict }) => verdict.kind === 'error')) return exitCode.internal;
  if (problems.length > 0) return exitCode.workspace;
  return judgements.some(({ verdict }) => verdict.kind === 'fail') ? exitCode.failed : exitCode.ok;
}
