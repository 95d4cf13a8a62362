/**
 * Runs a program under many schedules, on virtual time.
 * @packageDocumentation
 */
export { explore, type Explorable, type ExploreOptions } from './explore/explore.ts';
export { replay, ReplayError, type Replayed } from './explore/replay.ts';
export {
  findingKinds, traceKinds, type Coverage, type CycleEdge, type Finding, type FindingKind, type GoroutineReport, type Helper, type Meters, type Report, type Site,
  type TraceEvent, type TraceGoroutine, type TraceKind, type TraceResource,
} from './explore/report.ts';
export { strategyNames, type StrategyName } from './explore/strategy/strategy.ts';
export type { Trace } from './explore/log/trace.ts';
export { chromeTrace, plainStyle, traceDump, traceLanes, tracePage, traceTable, type ChromeEvent, type ChromeTrace, type LaneCategory, type PageOptions, type Shown, type Story, type TableOptions, type TraceStyle } from './trace/index.ts';
