import { expect, vi } from 'vitest';
import { DeadlockError, run } from '../../src/index.ts';
import { exploreProgram, type FindingKind } from '../../src/explore/index.ts';

const FULL = process.env['FULL'] === '1';
/** How often a property that depends on schedules is tried under the explorer. */
const SCHEDULES = FULL ? 10_000 : 100;
if (FULL) vi.setConfig({ testTimeout: 1_800_000 });

/** How large a program is: a thousand rounds cost nothing on the event loop, but each round is many steps of a schedule. */
export interface Sizes {
  readonly native: number;
  readonly explored: number;
}

/** The program ends, nobody panics and nobody is left behind: on the event loop and under many schedules. */
export async function holds(program: (size: number) => unknown, sizes: Sizes = { native: 1, explored: 1 }): Promise<void> {
  await run(async () => { await program(sizes.native); });
  expect(await verdicts(() => program(sizes.explored))).toEqual(['pass']);
}

/** The same for a program that by design leaves goroutines behind, which Go's tests do freely and the explorer reports. */
export async function holdsLeaving(program: (size: number) => unknown, sizes: Sizes = { native: 1, explored: 1 }): Promise<void> {
  await run(async () => { await program(sizes.native); });
  const left = new Set<string>(['pass', 'leak', 'never-ends']);
  expect((await verdicts(() => program(sizes.explored))).filter((verdict) => !left.has(verdict))).toEqual([]);
}

/** The operation waits for ever when nobody else is there. */
export async function blocks(operation: () => unknown): Promise<void> {
  await expect(run(async () => { await operation(); })).rejects.toBeInstanceOf(DeadlockError);
  const kinds = new Set((await exploreProgram(operation, { schedules: 5 })).outcomes.map(({ verdict }) => verdict));
  expect([...kinds]).toEqual(['deadlock'] satisfies FindingKind[]);
}

/** What became of each schedule; a finding with its message, so that a failure says what happened. */
async function verdicts(program: () => unknown): Promise<string[]> {
  const { outcomes } = await exploreProgram(program, { schedules: SCHEDULES });
  const told = outcomes.map(({ verdict, findings }) =>
    verdict === 'pass' || verdict === 'leak' || verdict === 'never-ends' ? verdict : `${verdict}: ${findings[0]?.message ?? ''}`);
  return [...new Set(told)];
}
