import { deepest, type Plan } from './strategy/plan.ts';

/** Changes whenever the same seed would lead to another schedule. */
export const schedulerVersion = 2;

/** Everything that decides a schedule, and a digest of what happened in it. */
export interface Token {
  readonly seed: number;
  readonly schedule: number;
  readonly plan: Plan;
  readonly time: 'drift' | 'idle';
  readonly maxSteps: number;
  /** The step count that the strategy took schedules to have. */
  readonly length: number;
  readonly digest: number;
}

/** A token as people pass it on: at most 80 characters of `a–z`, `0–9` and `-`. */
export function formatToken(token: Token): string {
  const numbers = [token.seed, token.schedule, token.maxSteps, token.length, token.digest >>> 0].map((n) => n.toString(36));
  return `ct${schedulerVersion}-${token.time === 'drift' ? 'd' : 'i'}${planText(token.plan)}-${numbers.join('-')}`;
}

/** Reads a token; `undefined` when it is not one of this version. */
export function parseToken(text: string): Token | undefined {
  const match = /^ct(\d+)-([di])([a-z]\d?)-([0-9a-z]+)-([0-9a-z]+)-([0-9a-z]+)-([0-9a-z]+)-([0-9a-z]+)$/.exec(text.trim());
  if (!match || Number(match[1]) !== schedulerVersion) return undefined;
  const plan = planNamed(match[3] ?? '');
  const [seed, schedule, maxSteps, length, digest] = match.slice(4).map((part) => Number.parseInt(part, 36));
  if (!plan || seed === undefined || schedule === undefined || maxSteps === undefined || length === undefined || digest === undefined) return undefined;
  return { plan, time: match[2] === 'd' ? 'drift' : 'idle', seed, schedule, maxSteps, length, digest };
}

function planText(plan: Plan): string {
  switch (plan.way) {
    case 'fair': return 'f';
    case 'random': return 'r';
    case 'urw': return 'u';
    case 'pct': return `p${plan.depth}`;
    default: return plan satisfies never;
  }
}

function planNamed(text: string): Plan | undefined {
  switch (text) {
    case 'f': return { way: 'fair' };
    case 'r': return { way: 'random' };
    case 'u': return { way: 'urw' };
    default: break;
  }
  const depth = /^p([1-9])$/.exec(text)?.[1];
  return depth !== undefined && Number(depth) <= deepest ? { way: 'pct', depth: Number(depth) } : undefined;
}
