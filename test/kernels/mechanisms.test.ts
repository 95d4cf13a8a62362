import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { explore } from '../../src/testing.ts';
import { claimedFunctions, compare } from '../../tools/figures/claimed-program.ts';

const mechanisms = claimedFunctions(join(import.meta.dirname, 'mechanisms'));
const FULL = process.env['FULL'] === '1';

test('there are many', () => {
  expect(mechanisms.length).toBeGreaterThanOrEqual(60);
});

describe.each(mechanisms)('$name', (mechanism) => {
  test(`shows its ${mechanism.kind} within 200 schedules`, async () => {
    expect((await compare(mechanism, { schedules: 200 })).objections).toEqual([]);
  });

  test('is clean once it is mended', async () => {
    const schedules = FULL ? 10_000 : 200;
    const report = await explore(mechanism.mended, { schedules });
    expect(report.findings.map(({ kind, message }) => `${kind}: ${message}`)).toEqual([]);
    expect(report.schedules).toBe(schedules);
  }, FULL ? 300_000 : 30_000);
});
