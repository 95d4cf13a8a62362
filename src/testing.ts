/**
 * Runs a program under many schedules, on virtual time.
 * @packageDocumentation
 */
export { explore, type Explorable, type ExploreOptions } from './explore/explore.ts';
export { replay, ReplayError, type Replayed } from './explore/replay.ts';
export { findingKinds, traceKinds, type Finding, type FindingKind, type GoroutineReport, type Meters, type Report, type Site, type TraceEvent, type TraceGoroutine, type TraceKind, type TraceResource } from './explore/report.ts';
export { strategyNames, type StrategyName } from './explore/strategy/strategy.ts';
