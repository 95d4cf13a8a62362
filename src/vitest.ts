/**
 * Tests that run under many schedules, for Vitest: `concurrent` in the tests, `concurrencyTutor()` among the plugins, so that data races are found.
 * @packageDocumentation
 */
export { concurrent, type ConcurrentOptions } from './explore/vitest/concurrent.ts';
export type { ExploreOptions } from './explore/explore.ts';
export { strategyNames, type StrategyName } from './explore/strategy/strategy.ts';
export { concurrencyTutor, type InstrumentingPlugin } from './loader/vite-plugin.ts';
