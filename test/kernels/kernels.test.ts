import { describe, expect, test } from 'vitest';
import { explore } from '../../src/testing.ts';
import { claimedFiles, compare } from '../../tools/figures/claimed-program.ts';

const kernels = claimedFiles(import.meta.dirname);
const FULL = process.env['FULL'] === '1';

test('every kernel of the list is here', () => {
  expect(kernels).toHaveLength(35);
});

describe.each(kernels)('$name', (kernel) => {
  test(`shows its ${kernel.kind} within 200 schedules`, async () => {
    expect((await compare(kernel, { schedules: 200 })).objections).toEqual([]);
  });

  test('is clean once it is mended', async () => {
    const schedules = FULL ? 10_000 : 200;
    const report = await explore(kernel.mended, { schedules });
    expect(report.findings.map(({ kind, message }) => `${kind}: ${message}`)).toEqual([]);
    expect(report.schedules).toBe(schedules);
  }, FULL ? 300_000 : 30_000);
});
