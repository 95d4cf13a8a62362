import { judge, random, scenario } from 'concurrency-tutor/suite';
import { test } from 'vitest';
import type { Policy } from '../starter/limiter.ts';
import type * as scenarios from './scenarios.ts';
import { adaptAll } from './oracle.ts';

const play = scenario<typeof scenarios>();
const algorithms = ['fixed-window', 'sliding-window', 'token-bucket'] as const;

interface Expected { readonly allowed: boolean; readonly retryAfter: number }

/** What each algorithm decides, worked out from all requests that were allowed before. */
function expectedFor({ algorithm, limit, window }: Policy, times: readonly number[]): Expected[] {
  const granted: number[] = [];
  let [tokens, counted] = [limit, times[0] ?? 0];
  return times.map((now) => {
    const answer = (allowed: boolean, retryAfter: number): Expected => {
      if (allowed) granted.push(now);
      return { allowed, retryAfter: allowed ? 0 : retryAfter };
    };
    switch (algorithm) {
      case 'fixed-window': {
        const start = Math.floor(now / window) * window;
        return answer(granted.filter((at) => at >= start).length < limit, start + window - now);
      }
      case 'sliding-window': {
        const recent = granted.filter((at) => at > now - window);
        return answer(recent.length < limit, (recent[0] ?? 0) + window - now);
      }
      case 'token-bucket': {
        tokens = Math.min(limit, tokens + ((now - counted) * limit) / window);
        counted = now;
        const allowed = tokens >= 1 - 1e-9;
        if (allowed) tokens -= 1;
        return answer(allowed, ((1 - tokens) * window) / limit);
      }
    }
  });
}

test('algorithms', async () => {
  for (const algorithm of algorithms) {
    const limit = random.integer(3, 6);
    const policy: Policy = { algorithm, limit, window: limit * random.integer(2, 5) * 100 };
    // A time of the day, not of the beginning of the world.
    const begin = Date.UTC(2027, 4, 1) + random.integer(0, 5000);
    const times: number[] = [begin];
    for (let index = 0; index < 80; index += 1) {
      const step = random.pick([0, 0, 1, random.integer(2, 150), random.integer(2, 150), policy.window, random.integer(100, 3 * policy.window)]);
      times.push((times.at(-1) ?? begin) + step);
    }
    const expected = expectedFor(policy, times);
    const { decisions, longestState, repeatable } = await play('decideAll', { policy, times });
    judge(repeatable, { did: `With ${algorithm}, \`decide\` was called twice with the same state and time. It gave two different answers.`, expected: 'The same: it depends on nothing but what it is given.', help: 'Keep nothing outside of the state, and use the time that is given.' });
    for (const [index, { allowed, retryAfter }] of expected.entries()) {
      const before = times.slice(Math.max(0, index - 8), index).filter((_, at) => expected[Math.max(0, index - 8) + at]?.allowed).map((at) => at - (times[index] ?? 0));
      const story = `With ${algorithm}, ${policy.limit} in ${policy.window} ms, the last requests that were allowed came ${before.map((at) => -at).join(', ') || 'a long time'} ms before.`;
      judge(decisions[index]?.allowed === allowed, {
        did: `${story} The next one was ${decisions[index]?.allowed === true ? 'allowed' : 'refused'}.`,
        expected: `It is ${allowed ? 'allowed' : 'refused'}.`,
        help: helpFor(algorithm),
        lesson: 'rate-limiting',
      });
      judge(Math.abs((decisions[index]?.retryAfter ?? NaN) - retryAfter) < 0.01, {
        did: `${story} The next one was ${allowed ? 'allowed' : 'refused'}, with \`retryAfter\` ${decisions[index]?.retryAfter}.`,
        expected: String(Math.round(retryAfter * 1000) / 1000),
        help: 'When would this very request be allowed, if nobody else came? Not earlier, and not later.',
        lesson: 'rate-limiting',
      });
    }
    judge(longestState <= 40 + 30 * policy.limit, { did: `With ${algorithm} and a limit of ${policy.limit}, the state grew to ${longestState} letters.`, expected: 'It does not grow with the number of requests.', help: 'Forget what does not count any more, at every decision.', lesson: 'rate-limiting' });
  }
});

function helpFor(algorithm: Policy['algorithm']): string {
  switch (algorithm) {
    case 'fixed-window': return 'Windows begin at the multiples of `window`. With a new window, counting begins anew.';
    case 'sliding-window': return 'Remember when each request was allowed that still counts. A request counts until `window` has gone by, and no longer; one that was refused never counts.';
    case 'token-bucket': return 'Tokens are fractions: a part of a token is kept. The bucket never holds more than `limit`.';
  }
}

test('shared', async () => {
  for (const algorithm of algorithms) {
    const limit = random.integer(3, 5);
    const policy: Policy = { algorithm, limit, window: 3_600_000 };
    const keys = ['ada', 'ada', 'ben', 'ada', 'ben', 'ada'];
    const ahead = 10_000_000 + random.integer(0, 1_000_000);
    // So far apart that everything starts anew, however long the store takes.
    const history = await play('share', { policy, limiters: 4, keys, latency: random.integer(1, 5), ahead, rounds: 2, pause: 2 * policy.window });
    for (const [round, allowed] of history.allowed.entries()) {
      for (const key of ['ada', 'ben']) {
        const requests = keys.filter((other) => other === key).length * 4;
        judge(allowed[key] === Math.min(limit, requests), {
          did: `Four limiters with the same store decided about ${requests} requests for “${key}” at the same time, with ${algorithm} and a limit of ${limit}. They allowed ${allowed[key]}${round > 0 ? ', long after the first time' : ''}.`,
          expected: `${Math.min(limit, requests)}: not one more, and none is lost. Each key has its own limit.`,
          help: 'Between reading the state and writing it, somebody else may have written. `replace` tells; then read and decide again.',
          lesson: 'rate-limiting',
        });
      }
    }
    const [least, most] = history.keep;
    judge(least >= policy.window && most <= 2 * policy.window, {
      did: `A state was kept for ${least === most ? least : `${least} to ${most}`} ms; the window has ${policy.window} ms.`,
      expected: 'For at least one window, and at most two.',
      help: 'Before the time is over, the state still means something. Long after, it only takes up memory, one state for each key that ever came.',
      lesson: 'rate-limiting',
    });
  }
  const now = await play('share', { policy: { algorithm: 'fixed-window', limit: 2, window: 86_400_000 }, limiters: 2, keys: ['a', 'a'], latency: 1, ahead: 30_000_000, rounds: 1, pause: 0 });
  const begin = Date.UTC(2025, 0, 1);
  const due = 86_400_000 - ((begin + 30_000_000) % 86_400_000);
  judge(now.retryAfter.flat().every((wait) => Math.abs(wait - due) < 60_000), {
    did: `The store's clock is 30,000 s ahead of this process. A request was refused with \`retryAfter\` ${now.retryAfter.flat()[0]}.`,
    expected: `About ${due}, by the store's clock. The processes' own clocks differ.`,
    help: '`read` gives the time, too. Decide with that.',
    lesson: 'rate-limiting',
  });
});

test('store-fails', async () => {
  const policy: Policy = { algorithm: random.pick(algorithms), limit: random.integer(2, 4), window: 60_000 };
  const { failing, ended, recovered } = await play('troubles', policy);
  for (const [what, expected] of [['allow', { allowed: true, retryAfter: 0 }], ['refuse', { allowed: false, retryAfter: 1000 }]] as const) {
    judge(JSON.stringify(failing[what]) === JSON.stringify(expected), {
      did: `The store was down, and \`whenStoreFails\` was \`${what}\`. The decision was ${JSON.stringify(failing[what])}.`,
      expected: JSON.stringify(expected),
      help: 'Catch what the store throws, and decide as was asked.',
    });
  }
  judge(recovered, { did: `The store worked again. Of the next ${policy.limit + 1} requests, not exactly ${policy.limit} were allowed.`, expected: 'It limits as before.', help: 'Ask the store each time; do not remember that it was down. And what was allowed in the meantime was not counted.' });
  judge(ended === 'context.Canceled', { did: `The context had ended. \`take\` gave: ${ended}.`, expected: '`context.Canceled`.', help: 'Look at the context before each attempt.', lesson: 'context' });
});

test('adapt', async () => {
  for (const shrink of [0.5, 0.7, 0.9]) {
    const least = random.integer(1, 3);
    const options = { initial: random.integer(5, 9), least, most: 12, target: 100, round: random.pick([1, 4, 5]), shrink };
    const moods = random.shuffle([0.1, 0.1, 0.2, 0.5, 0.9, 0.9, 0.1, 1, 1, 0]);
    const answers = moods.flatMap((bad) => Array.from({ length: 14 }, () => {
      const isBad = random.integer(0, 99) < bad * 100;
      return { duration: isBad && random.integer(0, 1) === 0 ? random.pick([101, 5000]) : random.pick([0, 40, 100]), ok: !isBad || random.integer(0, 2) > 0 };
    }));
    const limits = await play('adapt', { options, answers });
    const expected = adaptAll(options, answers);
    const at = expected.findIndex((limit, index) => limit !== limits[index]);
    const round = answers.slice(Math.max(0, at - options.round), at).map(({ duration, ok }) => `${duration} ms${ok ? '' : ', failed'}`);
    judge(at < 0, {
      did: `The target was ${options.target} ms, a round ${options.round} answers, \`shrink\` ${shrink}, and the limit between ${least} and 12. The limit was ${expected[at - 1] ?? options.initial}. After these answers it was ${limits[at]}: ${round.join('; ') || 'none yet'}.`,
      expected: String(expected[at]),
      help: 'The limit changes only when a round is complete. A failed answer is as bad as a slow one; exactly the target is not slow, and exactly half is not more than half.',
    });
  }
});
