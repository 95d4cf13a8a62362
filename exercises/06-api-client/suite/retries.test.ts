import { judge, random, scenario } from 'concurrency-tutor/suite';
import { test } from 'vitest';
import type { Limit } from '../starter/client.ts';
import type * as scenarios from './scenarios.ts';
import type { Answer, History, Script } from './script.ts';
import { attemptsFor, calls, count, judgeLimit, judgeNothingLeft, judgeOutcome, judgeSpeed, numbered, options, outcomeOf, seconds } from './words.ts';

const play = scenario<typeof scenarios>();

/** The waits between the attempts for a path. */
function waits(history: History, path: string): number[] {
  const attempts = attemptsFor(history, (other) => other === path);
  return attempts.slice(1).map(({ began }, index) => began - (attempts[index]?.ended ?? 0));
}

test('retries', async () => {
  const retries = random.integer(2, 4);
  const good: Answer = { takes: 0, status: 200, body: 'fine' };
  const bad = (status: number): Answer => ({ takes: random.integer(0, 3) * 100, status });
  const lost: Answer = { takes: 300, fails: 'the connection was reset' };
  const history = await play('perform', {
    options: options({ retries, concurrency: 4, backoff: { first: 100, longest: 200 } }),
    api: {
      ...Object.fromEntries([429, 500, 502, 503, 504].map((status) => [`/${status}`, [bad(status), good]])),
      '/network': [lost, good], '/late-luck': [...Array.from({ length: retries }, () => bad(503)), good], '/no-luck': [bad(503)], '/no-network': [lost],
      '/turns': [bad(500), { takes: 0, status: 404 }],
    },
    calls: calls(['/429', '/500', '/502', '/503', '/504', '/network', '/late-luck', '/no-luck', '/no-network', '/turns']),
  });
  for (const path of ['/429', '/500', '/502', '/503', '/504', '/network', '/late-luck']) judgeOutcome(history, path, '200 fine', `The API answered well after ${path === '/late-luck' ? count(retries, 'bad attempt') : '1 bad attempt'}, and ${retries} retries are allowed.`);
  judgeGivenUp(history, '/no-luck', 'ApiError with status 503', retries + 1, 'none');
  judgeGivenUp(history, '/no-network', 'ApiError with no status', retries + 1, 'the connection was reset');
  judgeGivenUp(history, '/turns', 'ApiError with status 404', 2, 'none');
  judgeNothingLeft(history);
});

function judgeGivenUp(history: History, path: string, result: string, attempts: number, cause: string): void {
  const actual = attemptsFor(history, (other) => other === path).length;
  judge(actual === attempts, {
    did: `The request ${path} never got a good answer. There ${actual === 1 ? 'was' : 'were'} ${count(actual, 'attempt')}.`,
    expected: `There are ${attempts}: the first, and as many more as \`retries\` and the answers allow.`,
    help: 'Count attempts from 1, or repetitions from 0. Do not mix the two.',
  });
  const outcome = judgeOutcome(history, path, result, `There ${attempts === 1 ? 'was' : 'were'} ${count(attempts, 'attempt')}, none with a good answer.`);
  judge(outcome.attempts === attempts && outcome.cause === cause, {
    did: `The \`ApiError\` of ${path} said: ${outcome.attempts} attempts, cause: ${outcome.cause}.`,
    expected: `It says ${attempts} attempts, cause: ${cause}.`,
    help: 'The error tells of the last attempt: its status if there was an answer, otherwise what the transport threw as `cause`.',
  });
}

test('backoff', async () => {
  const first = random.integer(2, 8) * 100;
  const longest = first * random.pick([4, 5, 6]);
  const history = await play('perform', {
    options: options({ retries: 5, backoff: { first, longest } }),
    api: { '/down': [{ takes: 200, status: 503 }], '/cut': [{ takes: 0, fails: 'the connection was reset' }] },
    calls: calls(['/down', '/cut']),
  });
  for (const path of ['/down', '/cut']) {
    for (const [index, wait] of waits(history, path).entries()) {
      const least = Math.min(first * 2 ** index, longest);
      judge(wait >= least - 20 && wait <= 2 * least + 50, {
        did: `With a backoff of ${seconds(first)}, at most ${seconds(longest)}, the wait before attempt ${index + 2} of ${path} was ${seconds(wait)}.`,
        expected: `It is at least ${seconds(least)}, and at most twice that.`,
        help: 'Double the wait each time, and cut it at `longest`. The time counts from the end of the bad attempt.',
        lesson: 'rate-limiting',
      });
    }
  }
  // Every repeated attempt is an attempt.
  const limit: Limit = { perSecond: 2, burst: 3 };
  const paths = numbered(6, '/again/');
  const limited = await play('perform', { options: options({ retries: 2, otherwise: limit, backoff: { first: 100, longest: 100 } }), api: Object.fromEntries(paths.map((path) => [path, [{ takes: 0, status: 503 }]])), calls: calls(paths) });
  judgeLimit('the API, whose answers were all bad,', limited.attempts.toSorted((a, b) => a.began - b.began), limit);

  // Whoever waits for the next attempt takes no place.
  const one = await play('perform', { options: options({ retries: 1, concurrency: 1, backoff: { first: 10_000, longest: 10_000 } }), api: { '/down': [{ takes: 0, status: 503 }, { takes: 0, status: 200 }] }, calls: [...calls(['/down']), ...calls(['/up'], 1000)] });
  const up = outcomeOf(one, '/up')?.at ?? Infinity;
  judge(up <= 1500, {
    did: `One attempt may be under way at a time. While /down waited 10 s for its next attempt, the request /up, which came after 1 s, ended after ${seconds(up)}.`,
    expected: 'It ends after 1 s. A request that waits for its next attempt takes no place.',
    help: 'Give the place back when the attempt has ended, before you wait.',
    lesson: 'rate-limiting',
  });
});

test('retry-after', async () => {
  const wait = random.integer(5, 20);
  // The virtual clock begins at some date; the suite does not know it. So it says only “long ago” in a date here.
  const api: Script['api'] = {
    '/seconds': [{ takes: 100, status: 429, retryAfter: String(wait) }, { takes: 0, status: 200 }],
    '/unavailable': [{ takes: 0, status: 503, retryAfter: '7' }, { takes: 0, status: 200 }],
    '/short': [{ takes: 0, status: 503, retryAfter: '0' }, { takes: 0, status: 200 }],
    '/past': [{ takes: 0, status: 429, retryAfter: 'Thu, 01 Jan 1970 00:00:10 GMT' }, { takes: 0, status: 200 }],
    '/nonsense': [{ takes: 0, status: 429, retryAfter: 'soon' }, { takes: 0, status: 200 }],
  };
  const first = 1000;
  const history = await play('perform', { options: options({ retries: 1, backoff: { first, longest: first } }), api, calls: calls(Object.keys(api)) });
  const least: Readonly<Record<string, number>> = { '/seconds': wait * 1000, '/unavailable': 7000, '/short': first, '/past': first, '/nonsense': first };
  for (const [path, milliseconds] of Object.entries(least)) judgeWait(history, path, milliseconds, `The answer of ${path} had the header \`retry-after: ${retryAfterOf(api, path)}\`, and the backoff was ${seconds(first)}.`);
  const dated = await play('waitForDate', { seconds: wait });
  judge(dated.waited >= wait * 1000 - 1500 && dated.waited <= 2 * wait * 1000 + 100, {
    did: `The header \`retry-after\` held a date ${wait} s ahead. The next attempt began after ${seconds(dated.waited)}.`,
    expected: `It begins at that date, after about ${wait} s, or at most as much later.`,
    help: '`Date.parse` reads such a date. Subtract the time that it is now.',
    lesson: 'rate-limiting',
  });
});

function judgeWait(history: History, path: string, least: number, words: string): void {
  const [wait = NaN] = waits(history, path);
  judge(wait >= least - 20 && wait <= 2 * least + 50, {
    did: `${words} The next attempt began ${Number.isNaN(wait) ? 'never' : `${seconds(wait)} later`}.`,
    expected: `It begins at least ${seconds(least)} later, and at most twice that.`,
    help: 'The larger of the two waits counts. A date that is past, or a value that says nothing, leaves the backoff as it is.',
    lesson: 'rate-limiting',
  });
}

function retryAfterOf(api: Script['api'], path: string): string {
  const [answer] = api[path] ?? [];
  return answer !== undefined && 'retryAfter' in answer ? answer.retryAfter ?? '' : '';
}

test('timeouts', async () => {
  const timeout = random.integer(2, 5) * 1000;
  const retries = random.integer(1, 2);
  const limit: Limit = { perSecond: 0.1, burst: 1 };
  const history = await play('perform', {
    options: options({ timeout, retries, backoff: { first: 100, longest: 100 }, endpoints: [{ pattern: '/waiting/:n', ...limit }] }),
    api: { '/sleepy': [{ takes: 3_600_000, status: 200 }, { takes: timeout - 500, status: 200 }], '/dead': [{ takes: 3_600_000, status: 200 }], '/waiting/2': [{ takes: timeout - 500, status: 200 }] },
    calls: [...calls(['/sleepy', '/dead', '/waiting/1']), ...calls(['/waiting/2'], 100)],
  });
  for (const path of ['/sleepy', '/dead']) {
    const [attempt] = attemptsFor(history, (other) => other === path);
    const took = (attempt?.ended ?? 0) - (attempt?.began ?? 0);
    judge(attempt?.end === 'given up' && Math.abs(took - timeout) <= 50, {
      did: `The timeout is ${seconds(timeout)}. The API did not answer ${path}; the attempt ${attempt?.end === 'given up' ? 'was given up' : 'ended'} after ${seconds(took)}.`,
      expected: `Its context ends after ${seconds(timeout)}.`,
      help: 'Make a context with a timeout for each attempt, from the caller\'s context.',
      lesson: 'context',
    });
  }
  judgeOutcome(history, '/sleepy', '200 of /sleepy', `The API answered the second attempt within the timeout, and ${count(retries, 'retry').replace('retrys', 'retries')} is allowed.`);
  judgeGivenUp(history, '/dead', 'ApiError with no status', retries + 1, 'context.DeadlineExceeded');
  judgeOutcome(history, '/waiting/2', '200 of /waiting/2', `It waited 10 s for its token, longer than the timeout of ${seconds(timeout)}; then the API answered in time.`);
});

test('cancel', async () => {
  const hour = 3_600_000;
  const at = random.integer(2, 6) * 1000;
  const rare: Limit = { perSecond: 0.01, burst: 1 };
  // Four requests, each waiting for something else.
  const script = (call: { readonly cancelAt?: number; readonly within?: number }): Script => ({
    options: options({ concurrency: 2, retries: 3, timeout: 2 * hour, endpoints: [{ pattern: '/rare/:n', ...rare }], backoff: { first: hour, longest: hour } }),
    api: { '/answer': [{ takes: hour, status: 200 }], '/busy': [{ takes: hour, status: 200 }], '/backoff': [{ takes: 0, status: 503 }] },
    calls: [
      ...calls(['/rare/first', '/backoff']).map((one) => (one.path === '/backoff' ? { ...one, ...call } : one)),
      { at: 500, path: '/rare/token', ...call }, { at: 1000, path: '/answer', ...call }, { at: 1000, path: '/busy', cancelAt: 10_000 }, // It goes before the place of /answer becomes free.
      { at: 1500, path: '/place', ...(call.within === undefined ? { cancelAt: at - 300 } : { within: 4000 }) },
    ],
  });
  const waitsFor = { '/rare/token': 'for a token', '/answer': 'for the answer', '/backoff': 'for its next attempt', '/place': 'for a place' };
  const cancelled = await play('perform', script({ cancelAt: at }));
  const expired = await play('perform', script({ within: 5000 }));
  const ends = [
    ['context.Canceled', cancelled, { '/rare/token': at, '/answer': at, '/backoff': at, '/place': at - 300 }],
    ['context.DeadlineExceeded', expired, { '/rare/token': 5500, '/answer': 6000, '/backoff': 5000, '/place': 5500 }],
  ] as const;
  for (const [error, history, due] of ends) {
    for (const path of ['/rare/token', '/answer', '/backoff', '/place'] as const) {
      const what = waitsFor[path];
      const outcome = judgeOutcome(history, path, error, `The caller's context ended while the request waited ${what}.`);
      judge(outcome.at <= due[path] + 100, {
        did: `The caller's context ended after ${seconds(due[path])}, while the request ${path} waited ${what}. It took until ${seconds(outcome.at)} before \`request\` threw.`,
        expected: 'It throws soon, whatever it is waiting for.',
        help: 'Every place that waits has to listen to the caller\'s context: for a token, for a place, for the answer, for the next attempt.',
        lesson: 'context',
      });
    }
    judgeNothingLeft(history);
  }

  // Tokens and places that nobody used are there for others.
  const given: Limit = { perSecond: 0.1, burst: 1 };
  const after = await play('perform', {
    options: options({ otherwise: given, concurrency: 1, endpoints: [{ pattern: '/long/:n', perSecond: 100, burst: 100 }] }),
    api: { '/long/1': [{ takes: 2000, status: 200 }] },
    calls: [{ at: 0, path: '/first' }, { at: 500, path: '/gone', cancelAt: 3000 }, { at: 1000, path: '/long/1' }, { at: 1200, path: '/long/gone', cancelAt: 1500 }, { at: 5000, path: '/next' }, { at: 5500, path: '/long/2' }],
  });
  judgeSpeed('the API, where one caller had gone while waiting for a token,', attemptsFor(after, (path) => ['/first', '/next'].includes(path)), given, 60);
  const long = outcomeOf(after, '/long/2')?.at ?? Infinity;
  judge(long <= 5600, {
    did: `One attempt may be under way at a time. A caller had gone while waiting for a place. The request /long/2 came after 5.5 s, when the place was free, and ended after ${seconds(long)}.`,
    expected: 'It ends at once.',
    help: 'Who gives up while waiting for a place must not take one with him.',
    lesson: 'context',
  });
  const dead = await play('perform', { options: options(), api: {}, calls: [{ at: 0, path: '/too-late', within: 0 }] });
  judgeOutcome(dead, '/too-late', 'context.DeadlineExceeded', 'The caller\'s context had already ended.');
});

test('all', async () => {
  const good = numbered(random.integer(4, 6), '/good/');
  const paths = random.shuffle([...good, '/missing', '/down', '/slow', '/good/1']);
  const api: Script['api'] = { '/missing': [{ takes: 0, status: 404 }], '/down': [{ takes: 0, fails: 'the connection was reset' }], '/slow': [{ takes: 5000, status: 200 }], '/good/2': [{ takes: 4000, status: 200 }] };
  const script: Script = { options: options({ concurrency: 3 }), api, calls: calls(paths), together: {} };
  const history = await play('perform', script);
  judge(history.outcomes.length === paths.length, {
    did: `\`all\` was given ${count(paths.length, 'request')} and gave ${count(history.outcomes.length, 'result')}.`,
    expected: 'One result for each request, in the order of the requests.',
    help: 'Let each goroutine write its result to the place of its request.',
  });
  const expected: Readonly<Record<string, string>> = { '/missing': 'ApiError with status 404', '/down': 'ApiError with no status' };
  for (const [index, path] of paths.entries()) {
    const wanted = expected[path] ?? `200 of ${path}`;
    const actual = history.outcomes[index]?.result;
    judge(actual === wanted, {
      did: `Request ${index + 1} of \`all\` was ${path}. Result ${index + 1} was: ${actual}.`,
      expected: `${wanted}. Results are in the order of the requests, and what becomes of one does not touch the others.`,
      help: 'Let each goroutine write its result, good or bad, to the place of its request.',
      lesson: 'fan-out-fan-in',
    });
  }
  const took = history.outcomes[0]?.at ?? Infinity;
  judge(took <= 5100, {
    did: `One request took 5 s, one 4 s, the others no time; three could be under way together. \`all\` took ${seconds(took)}.`,
    expected: 'It takes 5 s.',
    help: 'Start all requests before you wait for the first.',
    lesson: 'fan-out-fan-in',
  });
  const cut = await play('perform', { ...script, options: options({ concurrency: 1 }), together: { within: 3000 }, api: { ...api, '/good/2': [{ takes: 0, status: 200 }] } });
  const ended = cut.outcomes[0]?.at ?? Infinity;
  judge(ended <= 3100 && cut.outcomes.some(({ result }) => result === 'context.DeadlineExceeded') && cut.outcomes.length === paths.length, {
    did: `The context of \`all\` ended after 3 s. It returned after ${seconds(ended)} with: ${cut.outcomes.map(({ result }) => result).join(', ')}.`,
    expected: 'It returns then, with a result for each request; those that were not finished have the context\'s error.',
    help: 'Hand the context on to each request. Each ends by itself.',
    lesson: 'context',
  });
  judgeNothingLeft(cut);
});
