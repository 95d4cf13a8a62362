/** One mutant before the judge: the first check that fails ends it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Exercise } from '../../src/course/model.ts';
import type { JudgeEvent } from '../../src/judge/index.ts';
import { judge } from './built.ts';
import { writeMutant } from './compile.ts';
import type { Mutant } from './mutant.ts';

export type Outcome =
  /** `how`: the kind of the cause, or of the finding. */
  | { readonly kind: 'killed'; readonly by: string; readonly how: string }
  | { readonly kind: 'survived'; readonly schedules: number };

export interface Trial {
  readonly exercise: Exercise;
  /** All files of the solution that the judge needs. */
  readonly files: ReadonlyMap<string, string>;
  readonly seed: number;
  readonly schedules: number;
  /** For one scenario. */
  readonly seconds: number;
}

/** Judges a solution with a mistake. Throws when the judge itself fails: a mutant that breaks the suite shows a fault of the suite. */
export async function tryMutant(mutant: Pick<Mutant, 'id' | 'file' | 'source'>, { exercise, files, seed, schedules, seconds }: Trial): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'mutant-'));
  const enough = new AbortController();
  let killed: Outcome | undefined;
  const onProgress = (event: JudgeEvent): void => {
    if (event.kind !== 'check-finished' || event.result.status !== 'fail' || killed !== undefined) return;
    const { id, cause } = event.result;
    killed = { kind: 'killed', by: id, how: cause?.finding?.kind ?? cause?.kind ?? 'fail' };
    enough.abort();
  };
  try {
    await writeMutant(mutant, files, folder);
    const limited = { ...exercise, limits: { ...exercise.limits, seconds } };
    const judgement = await judge({ exercise: limited, folder, seed, schedules, signal: enough.signal, onProgress }).catch((error: unknown) => {
      if (killed === undefined) throw error;
    });
    if (killed !== undefined) return killed;
    if (judgement?.verdict.kind === 'pass') return { kind: 'survived', schedules };
    throw new Error(`${mutant.id}: the judge gave no verdict: ${judgement?.verdict.kind === 'error' ? judgement.verdict.cause.message : 'a check failed in silence'}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
