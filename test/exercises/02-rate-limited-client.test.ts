import { expect, test } from 'vitest';
import { notPassed } from './accepts.ts';

test.each(['gatekeeper', 'turnstile'])('the suite accepts a correct client of another design: %s', { timeout: 120_000 }, async (design) => {
  expect(await notPassed('rate-limited-client', `02-rate-limited-client/${design}.ts`)).toEqual([]);
});
