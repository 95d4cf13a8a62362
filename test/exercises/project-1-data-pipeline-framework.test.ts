import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { judgeDesign } from './other-design.ts';

const folder = new URL('../../exercises/project-1-data-pipeline-framework/', import.meta.url);
const solutions = 'solutions/project-1-data-pipeline-framework';

test('the suite accepts a correct framework of another design', { timeout: 900_000 }, async () => {
  const own = 'test/fixtures/designs/data-pipeline-framework';
  const verdict = await judgeDesign('data-pipeline-framework', {
    'pipeline.ts': `${own}/entrance.ts`, 'connectors.ts': `${own}/connectors.ts`, 'middleware.ts': `${solutions}/desk/middleware.ts`, 'memory.ts': `${solutions}/desk/memory.ts`, 'parts.ts': `${solutions}/desk/parts.ts`,
  });
  expect(verdict).toMatchObject({ kind: 'pass' });
});

test('the server that learners get is that of the checks', async () => {
  const [given, own] = await Promise.all(['starter', 'support'].map((place) => readFile(new URL(`${place}/server.ts`, folder), 'utf8')));
  expect(given?.replace("'./parts.ts'", "'../starter/parts.ts'")).toBe(own);
});
