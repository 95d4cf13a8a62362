import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { judgeDesign } from './other-design.ts';

const folder = new URL('../../exercises/06-api-client/', import.meta.url);

test.each(['optimists', 'messengers'])('the suite accepts a correct client of another design: %s', { timeout: 120_000 }, async (design) => {
  expect(await judgeDesign('api-client', { 'client.ts': `test/exercises/06-api-client/${design}.ts` })).toMatchObject({ kind: 'pass' });
});

// The learner's copy may be changed for an experiment; the checks have their own.
test('the server that learners get is the one that the checks use', async () => {
  const [given, own] = await Promise.all(['starter', 'support'].map((place) => readFile(new URL(`${place}/api-server.ts`, folder), 'utf8')));
  expect(given).toBe(own);
});
