import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { judgeDesign } from './other-design.ts';

const folder = new URL('../../exercises/08-web-crawler/', import.meta.url);

test.each(['levels', 'places'])('the suite accepts a correct crawler of another design: %s', { timeout: 120_000 }, async (design) => {
  expect(await judgeDesign('web-crawler', { 'crawler.ts': `test/exercises/08-web-crawler/${design}.ts` })).toMatchObject({ kind: 'pass' });
});

// The learner's copy may be changed for an experiment; the checks have their own.
test('the site that learners get is the one that the checks use', async () => {
  const [given, own] = await Promise.all(['starter', 'support'].map((place) => readFile(new URL(`${place}/site.ts`, folder), 'utf8')));
  expect(given).toBe(own);
});
