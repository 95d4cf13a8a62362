import { expect, test } from 'vitest';
import { notPassed } from './accepts.ts';

test.each(['batches', 'mailboxes'])('the suite accepts a correct pipeline of another design: %s', { timeout: 120_000 }, async (design) => {
  expect(await notPassed('data-pipeline', `01-data-pipeline/${design}.ts`)).toEqual([]);
});
