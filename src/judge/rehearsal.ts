/**
 * The stage for one check's test. The test's body is played in rounds: in each, every `play` gives one of the histories its
 * scenario produced. Few combinations are all played; of many, each history is played at least once.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { JudgeError } from '../errors.ts';
import type { Finding } from '../explore/report.ts';
import type { ScenarioEnd } from './cause.ts';
import { suiteFault } from './collector.ts';
import { joined, nothingPrinted, type Printed } from './printed.ts';
import { seededRandom, type Random } from './random.ts';
import type { ScenarioAnswer } from './scenario-runner.ts';
import type { Clock, Stage } from './suite-api.ts';
import { decode, WireError } from './wire.ts';

/** Up to so many combinations of histories are all played. */
const maxCombinations = 256;

export type Explore = (scenario: string, input: unknown, clock: Clock) => Promise<ScenarioAnswer>;

/** Something that decides a check before its assertions can. */
export type Interruption =
  | { readonly kind: 'finding'; readonly finding: Finding; readonly printed: Printed }
  | { readonly kind: 'ended'; readonly end: ScenarioEnd }
  | { readonly kind: 'gave-up' }
  | { readonly kind: 'fault'; readonly error: JudgeError };

/** Thrown out of `play`, to leave the test's body. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

export class Round {
  readonly random: Random;
  /** The first interruption; it decides, even if the body swallows what `play` throws. */
  interruption: Interruption | undefined;
  /** Plays that have not come back. */
  pending = 0;
  /** How many schedules the scenarios were explored under. */
  schedules = 0;
  /** Replays the last history given. */
  replay: string | undefined;
  /** What the program printed under the schedules of this round. */
  printed: Printed = nothingPrinted;
  readonly #index: number;
  readonly #explore: Explore;
  /** How many histories each play had to choose from, in the order of the plays. */
  readonly #sizes: number[] = [];
  /** In a run over all combinations: how many rounds a play keeps its choice. */
  #stride = 1;
  readonly #combine: boolean;

  constructor(options: { readonly index: number; readonly combine: boolean; readonly seed: number; readonly explore: Explore }) {
    this.#index = options.index;
    this.#combine = options.combine;
    this.#explore = options.explore;
    this.random = seededRandom(options.seed);
  }

  async play(scenario: string, input: unknown, clock: Clock): Promise<unknown> {
    this.pending += 1;
    try {
      const answer = await this.#explore(scenario, input, clock);
      // A whole turn, so that a body that does not wait for this play has always ended before it.
      await turn();
      return this.#choose(answer);
    } catch (error) {
      if (error instanceof JudgeError) this.#interrupt({ kind: 'fault', error });
      throw error;
    } finally {
      this.pending -= 1;
    }
  }

  /** How many rounds this test takes, and whether they are all the combinations there are. */
  plan(): { readonly rounds: number; readonly combine: boolean } {
    const combinations = this.#sizes.reduce((product, size) => product * size, 1);
    if (combinations <= maxCombinations) return { rounds: combinations, combine: true };
    return { rounds: Math.max(...this.#sizes), combine: false };
  }

  #choose(answer: ScenarioAnswer): unknown {
    if (answer.kind !== 'explored') throw this.#interrupt(answer);
    this.schedules += answer.schedules;
    const found = answer.outcomes.find(({ finding }) => finding !== undefined);
    if (found?.finding !== undefined) throw this.#interrupt({ kind: 'finding', finding: found.finding, printed: found.printed });

    const size = answer.outcomes.length;
    const choice = (this.#combine ? Math.floor(this.#index / this.#stride) : this.#index) % size;
    this.#sizes.push(size);
    this.#stride *= size;
    const outcome = answer.outcomes[choice];
    if (outcome === undefined) throw this.#interrupt({ kind: 'ended', end: { kind: 'garbled' } });
    this.replay = outcome.replay === '' ? undefined : outcome.replay;
    this.printed = joined(this.printed, outcome.printed);
    return this.#decoded(outcome.value);
  }

  #decoded(value: string): unknown {
    try {
      return decode(value);
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      throw this.#interrupt({ kind: 'ended', end: { kind: 'unreadable', message: error.message } });
    }
  }

  #interrupt(interruption: Interruption): Interrupted {
    this.interruption ??= interruption;
    return new Interrupted(interruption.kind);
  }
}

/** The stage a suite is bound to for the whole run; the judge sets the round that is on. */
export class Rehearsal implements Stage {
  round: Round | undefined;

  play(scenario: string, input: unknown, clock: Clock): Promise<unknown> {
    if (this.round === undefined) return Promise.reject(suiteFault(`The suite plays "${scenario}" outside of a test, or without waiting for it.`));
    return this.round.play(scenario, input, clock);
  }

  random(): Random {
    if (this.round === undefined) throw suiteFault('The suite uses `random` outside of a test.');
    return this.round.random;
  }
}
