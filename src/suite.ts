/** What hidden suites import as `concurrency-tutor/suite`. */
import { noStage, suiteModule, type Judge } from './judge/suite-api.ts';
import type { Random } from './judge/random.ts';

const outside = suiteModule(noStage);

/** The scenarios of a suite, typed: `const play = scenario<typeof scenarios>()`, then `await play('priority', input)`. */
export const scenario = outside.scenario;
/** Fails the check with words for the learner unless the condition holds. */
export const judge: Judge = outside.judge;
/** Randomness for inputs, seeded by the judge. */
export const random: Random = outside.random;

export type { Judge, Play, ScenarioName, Words } from './judge/suite-api.ts';
export type { Random } from './judge/random.ts';
