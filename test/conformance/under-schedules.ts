import { expect, vi } from 'vitest';
import { exploreProgram } from '../../src/explore/index.ts';
import { time, type Context } from '../../src/index.ts';

const FULL = process.env['FULL'] === '1';
/** How often a program is tried under the explorer. */
const SCHEDULES = FULL ? 10_000 : 50;
if (FULL) vi.setConfig({ testTimeout: 1_800_000 });

/** How much virtual time the steps of a small program take besides what it waits for, in milliseconds. */
const STEPS = 1;
/** What is lost when a moment since the epoch is kept in a double, in milliseconds. */
const ROUNDING = 0.001;

/** Runs a program under many schedules on virtual time. A finding fails the test, and so does an expectation of the program that does not hold. */
export async function underSchedules(program: () => unknown, schedules = SCHEDULES): Promise<void> {
  const { report } = await exploreProgram(program, { schedules, stopAfter: 1 });
  expect(report.findings.map(({ kind, message }) => `${kind}: ${message}`)).toEqual([]);
  expect(report.schedules).toBe(schedules);
}

/** What is found wrong with a program: the kind of its first finding, or `pass`. */
export async function verdictOf(program: () => unknown, schedules = SCHEDULES): Promise<string> {
  return (await exploreProgram(program, { schedules, stopAfter: 1 })).report.verdict;
}

/** Whether a context's channel is closed by now. */
export function isDone(ctx: Context): boolean {
  return ctx.done().tryReceive() !== undefined;
}

/** Fails unless `duration` milliseconds have gone by since `start`, and hardly more. */
export function expectElapsed(start: number, duration: number): void {
  expectLasted(time.since(start), duration);
}

/** Fails unless something that should last `duration` milliseconds did. */
export function expectLasted(actual: number, duration: number): void {
  expect(actual).toBeGreaterThanOrEqual(duration - ROUNDING);
  expect(actual).toBeLessThan(duration + STEPS);
}

/** What a function throws; fails when it throws nothing. */
export function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('it should have thrown');
}
