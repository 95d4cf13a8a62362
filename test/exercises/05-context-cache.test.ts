import { expect, test } from 'vitest';
import { notPassed } from './accepts.ts';

test.each(['sleeper', 'baton'])('the suite accepts a correct cache of another design: %s', { timeout: 120_000 }, async (design) => {
  expect(await notPassed('context-cache', `05-context-cache/${design}.ts`)).toEqual([]);
});
