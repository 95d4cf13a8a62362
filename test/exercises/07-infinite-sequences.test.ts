import { expect, test } from 'vitest';
import { judgeDesign } from './other-design.ts';

test.each(['ahead', 'iterators'])('the suite accepts correct sequences of another design: %s', { timeout: 120_000 }, async (design) => {
  expect(await judgeDesign('infinite-sequences', { 'sequences.ts': `test/exercises/07-infinite-sequences/${design}.ts` })).toMatchObject({ kind: 'pass' });
});
