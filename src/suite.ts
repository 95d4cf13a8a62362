/**
 * What the hidden suite of an exercise imports.
 * @packageDocumentation
 */
import { noStage, suiteModule, type Judge, type Play } from './judge/suite-api.ts';
import type { Random } from './judge/random.ts';

const outside = suiteModule(noStage);

/** The scenarios of a suite, typed: `const play = scenario<typeof scenarios>()`, then `await play('priority', input)`. */
export const scenario: <Module>() => Play<Module> = outside.scenario;
/** Fails the check with words for the learner unless the condition holds. */
export const judge: Judge = outside.judge;
/** Randomness for inputs, seeded by the judge. */
export const random: Random = outside.random;

export type { Judge, Play, Scenario, ScenarioName, Words } from './judge/suite-api.ts';
export type { Random } from './judge/random.ts';
