import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exploreProgram } from '../../src/explore/index.ts';
import { load, runNative } from '../../src/loader/index.ts';

const program = await load(resolve(import.meta.dirname, 'modules/pool.ts'), { root: import.meta.dirname });

async function explored(name: string): Promise<Awaited<ReturnType<typeof exploreProgram>>> {
  return exploreProgram(program, { schedules: 50, export: name });
}

describe('under the explorer, goroutines on threads', () => {
  test('are explored as goroutines, and the same program runs in parallel', async () => {
    const { report, outcomes } = await explored('default');
    expect(report).toMatchObject({ verdict: 'pass', schedules: 50, controlled: true });
    expect(outcomes.map(({ output }) => output)).toEqual(['4\n']);
    await runNative(program);
  });

  test('are named in a deadlock, with the line of their own file', async () => {
    const { report } = await explored('neverClosed');
    expect(report.verdict).toBe('deadlock');
    expect(report.findings[0]?.message).toContain('worker of prime.ts');
    expect(report.findings[0]?.message).toContain('modules/prime.ts:4:');
  });

  test('have variables and values of their own', async () => {
    const { report, outcomes } = await explored('copies');
    expect(report.verdict).toBe('pass');
    expect(outcomes.map(({ output }) => output)).toEqual(['1 1 1 1 0\n']);
  });

  test('may not block the thread that they share there', async () => {
    const { report } = await explored('blocking');
    expect(report.verdict).toBe('uncontrolled');
    expect(report.findings[0]?.message).toContain('would block its thread');
  });

  test('share locks and counters', async () => {
    const { report, outcomes } = await explored('together');
    expect(report.verdict).toBe('pass');
    expect(outcomes.map(({ output }) => output)).toEqual(['3\n']);
  });
});
