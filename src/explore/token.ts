import type { StrategyName } from './strategy/strategy.ts';
import { strategyNames } from './strategy/strategy.ts';

/** Changes whenever the same seed would lead to another schedule. */
export const schedulerVersion = 1;

/** Everything that decides a schedule, and a digest of what happened in it. */
export interface Token {
  readonly seed: number;
  readonly schedule: number;
  readonly strategy: StrategyName;
  readonly time: 'drift' | 'idle';
  readonly maxSteps: number;
  /** The step count that the strategy took schedules to have. */
  readonly length: number;
  readonly digest: number;
}

/** A token as people pass it on: at most 80 characters of `a–z`, `0–9` and `-`. */
export function formatToken(token: Token): string {
  const numbers = [token.seed, token.schedule, token.maxSteps, token.length, token.digest >>> 0].map((n) => n.toString(36));
  return `ct${schedulerVersion}-${strategyNames.indexOf(token.strategy)}${token.time === 'drift' ? 'd' : 'i'}-${numbers.join('-')}`;
}

/** Reads a token; `undefined` when it is not one of this version. */
export function parseToken(text: string): Token | undefined {
  const match = /^ct(\d+)-(\d)([di])-([0-9a-z]+)-([0-9a-z]+)-([0-9a-z]+)-([0-9a-z]+)-([0-9a-z]+)$/.exec(text.trim());
  if (!match || Number(match[1]) !== schedulerVersion) return undefined;
  const strategy = strategyNames[Number(match[2])];
  const [seed, schedule, maxSteps, length, digest] = match.slice(4).map((part) => Number.parseInt(part, 36));
  if (!strategy || seed === undefined || schedule === undefined || maxSteps === undefined || length === undefined || digest === undefined) return undefined;
  return { strategy, time: match[3] === 'd' ? 'drift' : 'idle', seed, schedule, maxSteps, length, digest };
}
