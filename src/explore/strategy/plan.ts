import { FairStrategy } from './fair.ts';
import { ListedStrategy, type AlarmOrder, type Pick } from './listed.ts';
import { PctStrategy } from './pct.ts';
import type { Profile } from './profile.ts';
import { Random } from './random.ts';
import { RandomWalk } from './random-walk.ts';
import type { SampledStrategyName, Strategy } from './strategy.ts';
import { UniformRandomWalk } from './urw.ts';

/** How one schedule is chosen: by one of the seeded ways, or by a list of moves. */
export type Plan = SeededPlan | { readonly way: 'listed'; readonly picks: readonly Pick[]; readonly alarms: AlarmOrder };

export type SeededPlan = { readonly way: 'fair' | 'random' | 'urw' } | { readonly way: 'pct'; readonly depth: number };

/** A plan, or a strategy that somebody holds on to; that one cannot be told. */
export type AnyPlan = Plan | { readonly way: 'given'; readonly strategy: Strategy };

/** The most that PCT's depth may be. */
export const deepest = 4;

/** What follows the fair schedule in a portfolio, again and again. */
const turns: readonly SeededPlan['way'][] = ['random', 'pct', 'urw', 'pct'];

/** How the schedule of a number is chosen. `depth`: PCT's; without it, 1 to 4 in turn. */
export function planOf(name: SampledStrategyName, schedule: number, depth?: number): SeededPlan {
  const pct = (turn: number): SeededPlan => ({ way: 'pct', depth: depth ?? 1 + (turn % deepest) });
  switch (name) {
    case 'random':
      return { way: 'random' };
    case 'pct':
      return pct(schedule);
    case 'urw':
      // The first run is the one that the others' weights come from.
      return { way: schedule === 0 ? 'fair' : 'urw' };
    case 'portfolio': {
      if (schedule === 0) return { way: 'fair' };
      const way = turns[(schedule - 1) % turns.length] ?? 'random';
      return way === 'pct' ? pct((schedule - 2) / 2) : { way };
    }
    default:
      return name satisfies never;
  }
}

/** Steps below which no run is long. */
const LONG = 1_000;

export interface StrategyOptions {
  readonly seed: number;
  readonly schedule: number;
  /** How many steps schedules of this program take, as far as is known. */
  readonly length: number;
  /** Steps in which nothing gets on, after which a schedule counts as endless. */
  readonly patience: number;
  /** What the fair schedule took. */
  readonly profile: Profile;
}

/** Makes the strategy for one schedule. */
export function strategyFor(plan: AnyPlan, { seed, schedule, length, patience, profile }: StrategyOptions): Strategy {
  const random = new Random(seed, schedule);
  // What goes on for so much longer than usual waits for somebody who does not get a turn.
  const fairFrom = Math.min(patience / 2, LONG + 10 * length);
  switch (plan.way) {
    case 'fair':
      return new FairStrategy(random);
    case 'random':
      return new RandomWalk(random);
    case 'pct':
      return new PctStrategy(random, { depth: plan.depth, length, fairFrom });
    case 'urw':
      return new UniformRandomWalk(random, { profile, fairFrom });
    case 'listed':
      return new ListedStrategy(plan.picks, plan.alarms);
    case 'given':
      return plan.strategy;
    default:
      return plan satisfies never;
  }
}
