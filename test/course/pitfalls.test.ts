import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadCourse } from '../../src/course/index.ts';
import { catchPitfall, isEndless, loadPitfall, pitfallsOf, wanted } from '../../tools/figures/pitfalls.ts';
import { search } from '../../tools/figures/search.ts';

const FULL = process.env['FULL'] === '1';
const root = resolve(import.meta.dirname, '..', '..');
const pitfalls = pitfallsOf(await loadCourse(root));

test('the lessons have many programs that are to be caught', () => {
  expect(pitfalls.length).toBeGreaterThan(100);
});

describe('programs of the lessons are caught whatever the seed', () => {
  test.each(pitfalls)('$name', async (pitfall) => {
    const seeds = isEndless(pitfall) ? (FULL ? 5 : 1) : (FULL ? 100 : 2);
    const loaded = await loadPitfall(pitfall, root);
    const { schedules, objections } = await search(pitfall.name, wanted(pitfall), seeds, (seed) => catchPitfall(pitfall, loaded, { schedules: 200, seed, shrink: false }));
    const caught = schedules.filter((number) => number !== undefined);
    expect(caught.length, objections.join('\n')).toBeGreaterThanOrEqual(0.95 * seeds);
  }, FULL ? 3_600_000 : 120_000);
});
