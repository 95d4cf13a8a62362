/** Runs a program under many schedules and says what it found. */
export { explore, exploreProgram, type Exploration, type ExploreOptions, type ProgramOptions } from './explore.ts';
export { canDriveTo, drive, type Drive, type DriveChoice, type DriveEnd, type DriveEvent } from './drive.ts';
export type { Outcome } from './outcomes.ts';
export { replay, replayProgram } from './replay.ts';
export { findingKinds, type CycleEdge, type Finding, type FindingKind, type GoroutineReport, type Helper, type Meters, type Report, type Site, type TraceEvent } from './report.ts';
export { strategyNames, type StrategyName } from './strategy/strategy.ts';
export { nextStepFor } from './explain/next-steps.ts';
export { lessonFor, topicOf, topics, type Lesson } from './explain/topics.ts';
export type { Trace } from './log/trace.ts';
