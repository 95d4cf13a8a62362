import { judge, random, scenario } from 'concurrency-tutor/suite';
import { test } from 'vitest';
import type { Endpoint, Limit } from '../starter/client.ts';
import type * as scenarios from './scenarios.ts';
import type { Script } from './script.ts';
import { attemptsFor, calls, count, judgeLimit, judgeNothingLeft, judgeOutcome, judgeSpeed, mostTogether, numbered, options, seconds } from './words.ts';

const play = scenario<typeof scenarios>();

test('answers', async () => {
  const body = random.pick(['a parrot', 'a walrus', 'a heron']);
  const history = await play('perform', {
    options: options({ retries: 3 }),
    api: {
      '/one': [{ takes: 0, status: 200, body }], '/made': [{ takes: 500, status: 201, body }], '/moved': [{ takes: 0, status: 304, body: '' }],
      '/missing': [{ takes: 0, status: 404 }], '/forbidden': [{ takes: 200, status: 403 }], '/odd': [{ takes: 0, status: 501 }],
    },
    calls: calls(['/one', '/made', '/moved', '/missing', '/forbidden', '/odd']),
  });
  for (const { path } of history.outcomes) {
    const number = attemptsFor(history, (other) => other === path).length;
    judge(number === 1, {
      did: `The request ${path} was sent ${count(number, 'time')}.`,
      expected: 'A good answer, or one that will not become better, ends the request: it is sent once.',
      help: 'Only a missing answer and the statuses 429, 500, 502, 503 and 504 are worth another attempt.',
    });
  }
  for (const [path, status] of [['/one', `200 ${body}`], ['/made', `201 ${body}`], ['/moved', '304 ']] as const) judgeOutcome(history, path, status, 'The API answered at its first attempt.');
  for (const [path, status] of [['/missing', 404], ['/forbidden', 403], ['/odd', 501]] as const) {
    const outcome = judgeOutcome(history, path, `ApiError with status ${status}`, `The API answered with ${status}.`);
    judge(outcome.attempts === 1, {
      did: `The \`ApiError\` of ${path} said that there had been ${outcome.attempts} attempts.`,
      expected: 'There was 1.',
      help: 'Count the first attempt, too.',
    });
  }
  judgeNothingLeft(history);
});

test('bucket', async () => {
  const limit: Limit = { perSecond: random.pick([0.5, 2, 4, 5]), burst: random.integer(2, 5) };
  const more = random.integer(2, 4);
  const first = numbered(limit.burst + more, '/a');
  const pause = ((more + limit.burst + 3) * 1000) / limit.perSecond;
  const late = numbered(limit.burst + 2, '/b');
  const history = await play('perform', { options: options({ otherwise: limit }), api: {}, calls: [...calls(first), ...calls(late, pause)] });
  judgeLimit('the API', attemptsFor(history, () => true), limit);
  judgeSpeed('the API', attemptsFor(history, (path) => path.startsWith('/a')), limit);
  // The bucket is full again, and no fuller.
  const again = attemptsFor(history, (path) => path.startsWith('/b')).map((attempt) => ({ ...attempt, began: attempt.began - pause }));
  judgeSpeed('the API, which had been left alone for long enough,', again, limit);
  judgeNothingLeft(history);
});

test('endpoints', async () => {
  const users: Endpoint = { pattern: '/users/:id', perSecond: random.pick([1, 2]), burst: 2 };
  const posts: Endpoint = { pattern: '/users/:id/posts', perSecond: 4, burst: 1 };
  const search: Endpoint = { pattern: '/search', perSecond: 5, burst: 3 };
  const otherwise: Limit = { perSecond: 2.5, burst: 1 };
  // A second pattern that fits comes too late.
  const never: Endpoint = { pattern: '/:anything/:id', perSecond: 0.001, burst: 1 };
  const groups: readonly (readonly [string, Limit, string[]])[] = [
    ['/users/:id', users, [...numbered(3, '/users/'), '/users/ada?full=1', '/users/posts']],
    ['/users/:id/posts', posts, ['/users/1/posts', '/users/2/posts', '/users/3/posts?page=2', '/users/4/posts']],
    ['/search', search, ['/search?q=gopher', '/search', '/search?q=a/b', '/search?q=c', '/search?q=d']],
    ['everything else', otherwise, ['/', '/users', '/users/1/posts/2', '/searching']],
  ];
  const script: Script = {
    options: options({ endpoints: [users, posts, search, never], otherwise }),
    api: {}, calls: calls(random.shuffle(groups.flatMap(([, , paths]) => paths))),
  };
  const history = await play('perform', script);
  for (const [name, limit, paths] of groups) {
    const attempts = attemptsFor(history, (path) => paths.includes(path));
    judgeLimit(`\`${name}\``, attempts, limit);
    judgeSpeed(`\`${name}\``, attempts, limit);
  }
});

test('parallel', async () => {
  const concurrency = random.integer(2, 5);
  const rounds = random.integer(2, 3);
  const paths = numbered(concurrency * rounds, '/page/');
  const history = await play('perform', { options: options({ concurrency }), api: Object.fromEntries(paths.map((path) => [path, [{ takes: 1000, status: 200 }]])), calls: calls(paths) });
  judgeTogether(history.attempts, concurrency);
  const end = Math.max(...history.attempts.map(({ ended }) => ended));
  judge(end <= rounds * 1000 + 50, {
    did: `${count(paths.length, 'request')} of 1 s each, ${concurrency} at a time, took ${seconds(end)}.`,
    expected: `That takes ${seconds(rounds * 1000)}: as long as a request waits, all ${concurrency} places are taken.`,
    help: 'A place is free when its attempt has ended. Whoever waits for one goes on at that moment.',
    lesson: 'worker-pools',
  });
});

function judgeTogether(attempts: Parameters<typeof mostTogether>[0], concurrency: number): void {
  const { most, at } = mostTogether(attempts);
  judge(most <= concurrency, {
    did: `At ${seconds(at)}, ${count(most, 'attempt')} were under way at the same time.`,
    expected: `Never more than ${concurrency}.`,
    help: 'Take one of a fixed number of places before an attempt, and give it back when the attempt has ended, however it ended.',
    lesson: 'worker-pools',
  });
}

test('both', async () => {
  const slow: Endpoint = { pattern: '/slow/:n', perSecond: 0.5, burst: 1 };
  const fast: Endpoint = { pattern: '/fast/:n', perSecond: 10, burst: 2 };
  const concurrency = random.integer(2, 3);
  const script: Script = { options: options({ endpoints: [slow, fast], concurrency }), api: {}, calls: [...calls(numbered(6, '/slow/')), ...calls(numbered(20, '/fast/'), 100)] };
  const history = await play('perform', script);
  const quick = attemptsFor(history, (path) => path.startsWith('/fast')).map((attempt) => ({ ...attempt, began: attempt.began - 100 }));
  const last = (quick.at(-1)?.began ?? 0) + 100;
  judge(last <= 2000, {
    did: `Six requests waited for tokens of \`/slow/:n\`, which come every 2 s. Twenty requests for \`/fast/:n\`, which allows 10 a second, took until ${seconds(last)}; ${count(concurrency, 'attempt')} may be under way at a time.`,
    expected: 'They take 1.9 s. Who waits for a token takes none of the places.',
    help: 'Give no place to a request before its token is there. Let only the first in the line of each endpoint look for a place.',
    lesson: 'rate-limiting',
  });
  judgeSpeed('`/fast/:n`', quick, fast);

  const limit: Limit = { perSecond: 10, burst: 2 };
  const busy = numbered(concurrency, '/long/');
  const quickly = numbered(15, '/quick/');
  const piled = await play('perform', { options: options({ otherwise: limit, concurrency, endpoints: [{ pattern: '/long/:n', perSecond: 10, burst: concurrency }] }), api: Object.fromEntries(busy.map((path) => [path, [{ takes: 5000, status: 200 }]])), calls: [...calls(busy), ...calls(quickly, 100)] });
  judgeLimit('`/quick/:n`, whose requests had to wait for a place for 5 s,', attemptsFor(piled, (path) => path.startsWith('/quick')), limit);
  judgeTogether(piled.attempts, concurrency);
  judgeTogether(history.attempts, concurrency);
});

test('real-api', async () => {
  const perform = scenario<typeof scenarios>('real');
  const items = random.shuffle([...numbered(24, '/items/'), ...numbered(3, '/flaky/'), ...numbered(2, '/broken/'), '/sleepy/1', '/missing/1', '/slow/300', '/slow/300', '/slow/300', '/slow/300']);
  const concurrency = 5;
  const { results, seen, took } = await perform('visit', {
    // The server is a little more generous: packets do not arrive as evenly as they are sent.
    server: { items: { perSecond: 20, burst: 12 }, slow: { perSecond: 10, burst: 5 } },
    options: options({ endpoints: [{ pattern: '/items/:id', perSecond: 18, burst: 4 }, { pattern: '/slow/:time', perSecond: 5, burst: 1 }], otherwise: { perSecond: 50, burst: 10 }, concurrency, timeout: 600, retries: 3, backoff: { first: 100, longest: 400 } }),
    paths: items,
  });
  for (const [index, path] of items.entries()) {
    const [, part = '', name = ''] = path.split('/');
    const expected = part === 'missing' ? 'ApiError with status 404' : `200 ${JSON.stringify(part === 'slow' ? { waited: Number(name) } : { item: name })}`;
    judge(results[index] === expected, {
      did: `Against a real server, the request ${path} ended with: ${results[index] ?? 'nothing'}.`,
      expected: `It ends with: ${expected}.`,
      help: 'The server cuts connections, answers 503 a few times, or does not answer in time. Which of these do you not repeat?',
    });
  }
  for (const [part, { requests, refused }] of Object.entries(seen)) {
    judge(refused === 0, {
      did: `The real server saw ${count(requests, 'request')} to /${part}; ${refused} of them went beyond its limit.`,
      expected: 'A client that knows the limits stays within them.',
      help: 'Every attempt takes a token at the moment it begins, the repeated ones too.',
      lesson: 'rate-limiting',
    });
  }
  const most = Math.max(...Object.values(seen).map(({ together }) => together));
  judge(most <= concurrency, {
    did: `The real server saw ${count(most, 'request')} at the same time.`,
    expected: `Never more than ${concurrency}.`,
    help: 'An attempt has a place from its beginning to its end.',
    lesson: 'worker-pools',
  });
  // 24 items at 18 a second take 1.1 s; a sleeping request and its repetition 0.7 s.
  judge(took <= 5000, {
    did: `Against a real server, all requests together took ${seconds(Math.round(took))}.`,
    expected: 'Their limits allow it in 1.2 s; four times that is too long.',
    help: 'Let requests to different endpoints wait side by side.',
    lesson: 'rate-limiting',
  });
});
