/** Judging a learner's work. */
export { judge, type JudgeOptions } from './judge.ts';
export { prepare, type Preparation } from './preparation.ts';
export type { JudgeEvent } from './event.ts';
export { findCommand, strongestBox } from './isolation/strongest.ts';
export { ownProcess } from './isolation/own-process.ts';
export { tryWalls } from './isolation/self-test.ts';
export { objectionToGrading, trustLevels, wallNames, walls, type Trust, type TrustLevel, type Wall } from './isolation/walls.ts';
export { commitmentTo, secretSeed } from './random.ts';
export { parseSeed, type Seed } from './seed.ts';
export type { Cause, CauseKind, CheckResult, CheckStatus, JudgeFailure, Judgement, Verdict, Visibility } from './verdict.ts';
