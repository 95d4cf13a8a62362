import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { explore } from '../../src/testing.ts';

const folder = join(import.meta.dirname, 'programs');
const FULL = process.env['FULL'] === '1';
const manySchedules = FULL ? 10_000 : 200;
/** Programs of tens of thousands of steps run as many steps in all as the others, not as many schedules. */
const longSchedules = FULL ? 250 : 5;

interface Correct {
  readonly file: string;
  readonly name: string;
}

/** Every exported function is a program. */
const programs: readonly Correct[] = readdirSync(folder).flatMap((file) =>
  [...readFileSync(join(folder, file), 'utf8').matchAll(/^export async function (\w+)/gm)].map(([, name = '']) => ({ file, name })));

test('there are at least 60 of them', () => {
  expect(programs.length).toBeGreaterThanOrEqual(60);
});

describe('correct programs that tempt the detectors', () => {
  test.each(programs)('$file: $name', async ({ file, name }) => {
    const schedules = file === 'long.ts' ? longSchedules : manySchedules;
    const report = await explore({ module: pathToFileURL(join(folder, file)), export: name }, { schedules });
    expect(report.findings.map(({ kind, message }) => `${kind}: ${message}`)).toEqual([]);
    expect(report.schedules).toBe(schedules);
    expect(report.controlled).toBe(true);
  }, FULL ? 600_000 : 30_000);
});
