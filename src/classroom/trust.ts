/** The one place that asks the judge how far a verdict can be trusted. */
import type { Judgement } from '../judge/index.ts';

export interface ShownTrust {
  readonly level: string;
  readonly missing: readonly string[];
}

export function trustOf(_judgement: Judgement): ShownTrust | undefined {
  return undefined;
}
