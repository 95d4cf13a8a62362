/**
 * What a hidden suite imports from `concurrency-tutor/suite`. The judge hands every suite its own instance, bound to the
 * check that is running; the one this package exports says that there is no judge.
 */
import { JudgeError } from '../errors.ts';
import type { Random } from './random.ts';

/** A function of `suite/scenarios.ts`: takes plain data, gives a plain history. */
export type Scenario = (input: never) => Promise<unknown>;

/** The names of the scenarios a module exports. */
export type ScenarioName<Module> = { [Name in keyof Module & string]: Module[Name] extends Scenario ? Name : never }[keyof Module & string];

/** Runs a scenario beside the learner's code, under many schedules, and gives the history of one of them. */
export type Play<Module> = <Name extends ScenarioName<Module>>(
  name: Name,
  ...input: Module[Name] extends (...args: infer Input) => unknown ? Input : never
) => Promise<Module[Name] extends (...args: never) => Promise<infer History> ? History : never>;

/**
 * The clock a scenario runs on. `virtual`: under the schedule explorer, once for each schedule. `real`: once, on the event loop, for
 * real files, sockets and the like; it has to tell its history in a way that does not depend on the machine's speed. `killed`: as `real`, but
 * the process may be killed in the midst of it (SIGKILL); the history is then the word `killed`. What it had written to its working
 * folder is there for the next scenario.
 */
export type Clock = 'virtual' | 'real' | 'killed';

/** The history of a scenario whose process was killed. */
export const killed = 'killed';

/** Words for the learner when a check fails. They never show the suite or the answer. */
export interface Words {
  /** What the learner's program did, as a sentence. */
  readonly did: string;
  /** What the task asks instead, as a sentence. */
  readonly expected?: string;
  /** One next step. */
  readonly help: string;
  /** The lesson to read, as a slug. */
  readonly lesson?: string;
}

/** Fails the check with these words unless `ok`. */
export type Judge = (ok: boolean, words: Words) => asserts ok;

/** Thrown by `judge`; carries its words. */
export class Judged extends Error {
  override readonly name = 'Judged';
  readonly words: Words;

  constructor(words: Words) {
    super(words.did);
    this.words = words;
  }
}

/** What the suite's functions act on: the check that is being decided. */
export interface Stage {
  play(scenario: string, input: unknown, clock: Clock): Promise<unknown>;
  random(): Random;
}

/** What `concurrency-tutor/suite` exports. */
export interface SuiteModule {
  /** The scenarios of `suite/scenarios.ts`: `const play = scenario<typeof scenarios>()`, on virtual time unless told otherwise. */
  readonly scenario: <Module>(clock?: Clock) => Play<Module>;
  readonly judge: Judge;
  /** Seeded by the judge; the same in every run of a test's body. */
  readonly random: Random;
}

/** The suite's functions, bound to a stage. */
export function suiteModule(stage: Stage): SuiteModule {
  return {
    scenario: <Module>(clock: Clock = 'virtual') => ((name: string, input?: unknown) => stage.play(name, input, clock)) as unknown as Play<Module>,
    judge(ok, words) {
      if (!ok) throw new Judged(words);
    },
    random: {
      integer: (from, to) => stage.random().integer(from, to),
      shuffle: (list) => stage.random().shuffle(list),
      pick: (list) => stage.random().pick(list),
    },
  };
}

/** The stage outside the judge: suites can be imported there, and say what they need when they are run. */
export const noStage: Stage = {
  play: () => Promise.reject(outside()),
  random: () => { throw outside(); },
};

function outside(): JudgeError {
  return new JudgeError('suite-outside-judge', 'A hidden suite runs only under the judge.', 'Run `concurrency-tutor check` or `concurrency-tutor course check`.');
}
