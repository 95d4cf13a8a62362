import { expect } from 'vitest';
import { context, rate, sync, time, type Context } from '../../../src/index.ts';
import { explore } from '../../../src/testing.ts';

/** Runs a program under many schedules on virtual time; whatever is found, or does not hold inside, fails the test. */
export async function onVirtualTime(program: () => unknown, schedules = 30): Promise<void> {
  const report = await explore(program, { schedules });
  expect(report.findings.map(({ kind, message }) => `${kind}: ${message}`)).toEqual([]);
}

/** Lets `waiters` goroutines wait together. @returns how many milliseconds after the beginning each got its turn, in order */
export async function turns(limiter: rate.RateLimiter, ctx: Context, waiters: number): Promise<number[]> {
  const start = time.now();
  const moments: number[] = [];
  const wg = new sync.WaitGroup();
  for (let i = 0; i < waiters; i++) wg.go(async () => {
    await limiter.wait(ctx);
    moments.push(time.since(start));
  });
  await wg.wait();
  return moments.toSorted((a, b) => a - b);
}

/** What a wait throws; `undefined` when it does not. */
export async function refusalOf(wait: Promise<void>): Promise<unknown> {
  try {
    await wait;
  } catch (error) {
    return error instanceof rate.WaitError ? `${error.reason}: ${error.message}` : error;
  }
  return undefined;
}

/** Lets goroutines wait, and cancels them all before the first has had its turn. */
export async function giveUp(limiter: rate.RateLimiter, waiters: number): Promise<void> {
  const [ctx, cancel] = context.withCancel(context.background());
  const wg = new sync.WaitGroup();
  for (let i = 0; i < waiters; i++) wg.go(async () => { expect(await refusalOf(limiter.wait(ctx))).toBe(context.Canceled); });
  await time.sleep(1);
  cancel();
  await wg.wait();
}
