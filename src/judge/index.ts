/** Judging a learner's work. */
export { judge, type JudgeOptions } from './judge.ts';
export type { JudgeEvent } from './event.ts';
export type { Cause, CauseKind, CheckResult, CheckStatus, JudgeFailure, Judgement, Verdict } from './verdict.ts';
