/**
 * What the hidden suite of an exercise imports.
 * @packageDocumentation
 */
import { noStage, suiteModule, type Clock, type Judge, type Play } from './judge/suite-api.ts';
import type { Random } from './judge/random.ts';

const outside = suiteModule(noStage);

/**
 * The scenarios of a suite, typed: `const play = scenario<typeof scenarios>()`, then `await play('priority', input)`. They run under the
 * schedule explorer on virtual time; `scenario<typeof scenarios>('real')` runs each once on the event loop, for real files and sockets.
 */
export const scenario: <Module>(clock?: Clock) => Play<Module> = outside.scenario;
/** Fails the check with words for the learner unless the condition holds. */
export const judge: Judge = outside.judge;
/** Randomness for inputs, seeded by the judge. */
export const random: Random = outside.random;

export type { Clock, Judge, Play, Scenario, ScenarioName, Words } from './judge/suite-api.ts';
export type { Random } from './judge/random.ts';
