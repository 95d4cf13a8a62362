import { judge, random, scenario } from 'concurrency-tutor/suite';
import { test } from 'vitest';
import { inWords, settings, tooMany } from './plans.ts';
import type * as scenarios from './scenarios.ts';

const perform = scenario<typeof scenarios>('real');

test('real-server', async () => {
  const limits = settings({ concurrency: 5, rate: 60, burst: 10, retries: 4, firstWait: 20, longestWait: 200, timeout: 2000 });
  const items = Array.from({ length: 30 }, (_, index) => `/items/${random.integer(100, 999)}-${index}`);
  const shaky = Array.from({ length: 4 }, (_, index) => `/shaky/${index}`);
  const orders = [{ article: 'tea', count: random.integer(1, 9) }, ['a', 'list']];
  // The server's own limit is lower for a moment: some are refused, and told to come back in a second.
  const server = { rate: 55, burst: 8, takes: 20 };
  const { outcomes, orders: placed, slow, seen, mostAtOnce } = await perform('callRealServer', { settings: limits, paths: [...items, ...shaky, '/nowhere'], orders, slow: '/slow/1', within: 1000, server });

  for (const path of [...items, ...shaky]) {
    const result = outcomes[path] ?? { kind: 'threw', error: 'nothing' };
    judge(result.kind === 'value' && (result.value as { readonly id?: unknown } | null)?.id === path.split('/')[2], {
      did: `A real server was asked for ${path}. The call ${inWords(result)}.`,
      expected: `It gives the answer, with the id ${path.split('/')[2]}, also if the server refused it once or twice.`,
      help: 'Try `npx concurrency-tutor run demo.ts`: it talks to the same server.',
      lesson: 'rate-limiting',
    });
  }
  for (const [index, order] of orders.entries()) {
    const result = placed[index] ?? { kind: 'threw', error: 'nothing' };
    judge(result.kind === 'value' && JSON.stringify(result.value) === JSON.stringify(order), {
      did: `POST /orders with ${JSON.stringify(order)} to a real server ${inWords(result)}.`,
      expected: 'The server sends back what it got.',
      help: 'The body is JSON; a POST that was refused with 429 is tried again.',
    });
  }
  const nowhere = outcomes['/nowhere'] ?? { kind: 'threw', error: 'nothing' };
  judge(nowhere.kind === 'failed' && nowhere.reason.startsWith('status 404'), {
    did: `A real server has nothing at /nowhere. The call ${inWords(nowhere)}.`,
    expected: 'It fails with the reason “status 404”.',
    help: 'Look at the status of the answer.',
  });
  judge(slow.kind === 'threw' && slow.error === 'context.DeadlineExceeded', {
    did: `A call that a real server does not answer had a second of time. It ${inWords(slow)}.`,
    expected: 'It throws context.DeadlineExceeded.',
    help: 'The attempt\'s context comes from the caller\'s. When that has ended, `ctx.err()` is what the caller wants to know.',
    lesson: 'context',
  });
  judge(mostAtOnce <= limits.concurrency, {
    did: `With \`concurrency: ${limits.concurrency}\`, a real server was busy with ${mostAtOnce} requests at the same time.`,
    expected: `Never more than ${limits.concurrency}.`,
    help: 'A place is free when the transport has come back.',
    lesson: 'worker-pools',
  });
  // On a busy machine requests arrive late, and so closer together.
  const over = tooMany(seen.map(({ at }) => at), { rate: limits.rate * 1.3, burst: limits.burst + limits.concurrency + 5 });
  judge(over === undefined, {
    did: `A real server saw ${over?.count} requests within ${(over?.to ?? 0) - (over?.from ?? 0)} ms.`,
    expected: `A bucket of ${limits.burst} and ${limits.rate} tokens a second allow far fewer.`,
    help: 'Every attempt takes a token, a retry too.',
    lesson: 'rate-limiting',
  });
});
