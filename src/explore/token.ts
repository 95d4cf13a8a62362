import { parsePicks, picksText } from './strategy/picks-text.ts';
import type { RaceRule } from './race/race-faults.ts';
import { deepest, type AnyPlan, type Plan, type SeededPlan } from './strategy/plan.ts';

/** Changes whenever the same token would lead to another schedule. */
export const schedulerVersion = 3;

/** The most characters of a token. */
export const longestToken = 80;

/** Everything that decides a schedule, and a digest of what happened in it. */
export interface Token {
  readonly seed: number;
  readonly schedule: number;
  readonly plan: Plan;
  readonly time: 'drift' | 'idle';
  readonly busy: number;
  readonly patience: number;
  readonly maxSteps: number;
  /** The step count that the strategy took schedules to have. */
  readonly length: number;
  readonly digest: number;
  /** Which races were looked for. */
  readonly races: RaceRule;
}

/** A token as people pass it on: of `a–z`, `0–9` and `-`; at most `longestToken` of them, unless it lists many moves. */
export function formatToken(token: Token): string {
  const { plan, seed, schedule, busy, patience, maxSteps, length, digest } = token;
  const numbers = [seed, schedule, busy, patience, maxSteps, length, digest >>> 0].map((n) => n.toString(36));
  const moves = plan.way === 'listed' ? `-${picksText(plan.picks)}` : '';
  return `ct${schedulerVersion}-${token.time === 'drift' ? 'd' : 'i'}${ruleLetters[token.races]}${planText(plan)}-${numbers.join('-')}${moves}`;
}

const ruleLetters: Readonly<Record<RaceRule, string>> = { 'judged': '', 'on-one-thread': 'o', 'ignored': 'n' };

/** Reads a token; `undefined` when it is not one of this version. */
export function parseToken(text: string): Token | undefined {
  const match = /^ct(\d+)-([di])([no]?)([a-z]\d?)((?:-[0-9a-z]+){7})(?:-([0-9a-z]+))?$/.exec(text.trim());
  if (!match || Number(match[1]) !== schedulerVersion) return undefined;
  const [, , time, rule, way = '', figures = '', moves] = match;
  const plan = planNamed(way, moves);
  const [seed = 0, schedule = 0, busy = 0, patience = 0, maxSteps = 0, length = 0, digest = 0] = figures.slice(1).split('-').map((figure) => Number.parseInt(figure, 36));
  if (!plan) return undefined;
  const races = rule === 'n' ? 'ignored' : rule === 'o' ? 'on-one-thread' : 'judged';
  return { plan, time: time === 'd' ? 'drift' : 'idle', races, seed, schedule, busy, patience, maxSteps, length, digest };
}

/** Whether a token can tell a plan. */
export function canTell<P extends { readonly plan: AnyPlan }>(how: P): how is P & { readonly plan: Plan } {
  return how.plan.way !== 'given';
}

function planText(plan: Plan): string {
  switch (plan.way) {
    case 'fair': return 'f';
    case 'random': return 'r';
    case 'urw': return 'u';
    case 'pct': return `p${plan.depth}`;
    case 'listed': return plan.alarms === 'first' ? 'l' : 'm';
    default: return plan satisfies never;
  }
}

function planNamed(text: string, moves: string | undefined): Plan | undefined {
  if (moves === undefined) return seededPlan(text);
  const picks = text === 'l' || text === 'm' ? parsePicks(moves) : undefined;
  return picks && { way: 'listed', picks, alarms: text === 'l' ? 'first' : 'in order' };
}

function seededPlan(text: string): SeededPlan | undefined {
  switch (text) {
    case 'f': return { way: 'fair' };
    case 'r': return { way: 'random' };
    case 'u': return { way: 'urw' };
    default: break;
  }
  const depth = /^p([1-9])$/.exec(text)?.[1];
  return depth !== undefined && Number(depth) <= deepest ? { way: 'pct', depth: Number(depth) } : undefined;
}
