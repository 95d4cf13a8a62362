import { judge, random, scenario } from 'concurrency-tutor/suite';
import { test } from 'vitest';
import { attempts, each, get, gets, inWords, judgeAnswered, judgeTokens, mostAtOnce, outcome, overAt, post, refuses, seconds, settings, takes } from './plans.ts';
import type { Call, Reply } from './scenarios.ts';
import type * as scenarios from './scenarios.ts';

const play = scenario<typeof scenarios>();

/** How the first attempt ends, what the call then reports if nothing is tried again, and for which methods it is tried again. */
interface Ending { readonly name: string; readonly reply: Reply; readonly reason: string; readonly again: 'both' | 'GET' | 'neither' }

const endings: readonly Ending[] = [
  { name: 'status 429', reply: refuses(429), reason: 'status 429: no 429', again: 'both' },
  { name: 'status 503', reply: refuses(503), reason: 'status 503: no 503', again: 'both' },
  { name: 'status 500', reply: refuses(500), reason: 'status 500: no 500', again: 'GET' },
  { name: 'status 502', reply: refuses(502), reason: 'status 502: no 502', again: 'GET' },
  { name: 'status 504', reply: refuses(504), reason: 'status 504: no 504', again: 'GET' },
  { name: 'no network', reply: { takes: 10, gives: 'no network' }, reason: 'network: no network to ', again: 'GET' },
  { name: 'no answer in time', reply: { takes: 0, gives: 'no answer' }, reason: 'timeout', again: 'GET' },
  { name: 'status 400', reply: refuses(400), reason: 'status 400: no 400', again: 'neither' },
  { name: 'status 401', reply: refuses(401), reason: 'status 401: no 401', again: 'neither' },
  // Just outside of what is good.
  { name: 'status 199', reply: refuses(199), reason: 'status 199: no 199', again: 'neither' },
  { name: 'status 300', reply: refuses(300), reason: 'status 300: no 300', again: 'neither' },
  { name: 'status 301', reply: refuses(301), reason: 'status 301: no 301', again: 'neither' },
  { name: 'status 501', reply: refuses(501), reason: 'status 501: no 501', again: 'neither' },
];

test('retries', async () => {
  const retries = random.integer(2, 3);
  const chosen = random.shuffle(endings);
  const once = chosen.flatMap((ending, index) => [{ ending, call: get(`get-${index}`) }, { ending, call: post(`post-${index}`, { index }) }]);
  const events = await play('perform', { settings: settings({ retries, timeout: 500 }), calls: once.map(({ call }) => call), replies: Object.fromEntries(once.map(({ ending, call }) => [call.path, [ending.reply, takes(10)]])) });
  const hopeless = chosen.slice(0, 6).map((ending, index) => ({ ending, call: get(`hopeless-${index}`) }));
  const failing = await play('perform', { settings: settings({ retries, timeout: 500 }), calls: hopeless.map(({ call }) => call), replies: Object.fromEntries(hopeless.map(({ ending, call }) => [call.path, [ending.reply]])) });

  for (const { ending, call } of once) {
    const isRepeated = ending.again === 'both' || ending.again === call.method;
    const tried = attempts(events, call.path).length;
    judge(tried === (isRepeated ? 2 : 1), {
      did: `The first attempt of a ${call.method} ended with ${ending.name}, a second one would have gone well. There were ${tried} attempts.`,
      expected: isRepeated ? 'It is tried again.' : ending.again === 'GET' ? 'A POST that may have been carried out is not repeated.' : 'It is not tried again: it would end no better.',
      help: 'Decide by the method and by how the attempt ended. The comment in client.ts has the whole list.',
    });
    const { outcome: result } = outcome(events, call.name);
    judge(isRepeated ? result.kind === 'value' : result.kind === 'failed' && result.reason.startsWith(ending.reason), {
      did: `The first attempt of a ${call.method} ended with ${ending.name}${isRepeated ? ', the second one went well' : ''}. The call ${inWords(result)}.`,
      expected: isRepeated ? 'It gives the second answer.' : 'It fails, and the reason says how its attempt ended.',
      help: 'Ask the caller\'s context first, then that of the attempt: together they tell what happened.',
      lesson: 'context',
    });
  }
  for (const { ending, call } of hopeless) {
    const tried = attempts(failing, call.path).length;
    const expected = ending.again === 'neither' ? 1 : retries + 1;
    const { outcome: result } = outcome(failing, call.name);
    judge(tried === expected && result.kind === 'failed' && result.reason.startsWith(ending.reason), {
      did: `Every attempt of a GET ended with ${ending.name}. With \`retries: ${retries}\` there were ${tried} attempts, and the call ${inWords(result)}.`,
      expected: `${expected} ${expected === 1 ? 'attempt' : 'attempts'}, then it fails, and the reason says how the last one ended.`,
      help: '`retries` counts the attempts after the first. When they are used up, what the last one brought is the result.',
    });
  }
});

test('backoff', async () => {
  const firstWait = random.pick([400, 600, 1000]);
  const limits = settings({ retries: 5, firstWait, longestWait: firstWait * 6 });
  const calls = gets(12);
  const events = await play('perform', { settings: limits, calls, replies: each(calls, [refuses(503)]) });

  // 0 for half of the whole wait, 1 for all of it.
  const chosen: number[] = [];
  for (const { path } of calls) {
    const tried = attempts(events, path);
    for (let retry = 1; retry <= 5; retry += 1) {
      const wait = (tried[retry]?.at ?? Infinity) - overAt(events, path, retry);
      const whole = Math.min(limits.longestWait, firstWait * 2 ** (retry - 1));
      judge(wait >= whole / 2 - 20 && wait <= whole + 40, {
        did: `With \`firstWait: ${firstWait}\` and \`longestWait: ${limits.longestWait}\`, the wait before retry number ${retry} was ${seconds(wait)}.`,
        expected: `Between ${seconds(whole / 2)} and ${seconds(whole)}.`,
        help: 'Double `firstWait` for each retry after the first, bound it by `longestWait`, and choose at random between half of that and all of it.',
        lesson: 'rate-limiting',
      });
      chosen.push((wait / whole) * 2 - 1);
    }
  }
  const waits = new Set(calls.map(({ path }) => attempts(events, path)[3]?.at));
  judge(waits.size > 2, {
    did: `Twelve requests were refused at the same time. They came back at ${[...waits].map((at) => seconds(at ?? 0)).join(' and ')}.`,
    expected: 'Their waits are chosen at random, so that they do not all come back together.',
    help: 'Add the random part to each wait.',
    lesson: 'rate-limiting',
  });
  // Of sixty waits that are chosen evenly, none in a third of the range would be a miracle.
  const [least, most] = [Math.min(...chosen), Math.max(...chosen)];
  judge(least < 1 / 3 && most > 2 / 3, {
    did: `Of ${chosen.length} waits before a retry, the shortest was ${Math.round(50 + 50 * least)} % of the whole wait, and the longest ${Math.round(50 + 50 * most)} %.`,
    expected: 'Every wait between a half and the whole is as likely as every other.',
    help: 'Half of it, and a random part of the other half: `w / 2 + Math.random() * w / 2`.',
    lesson: 'rate-limiting',
  });
});

test('retry-after', async () => {
  const wish = random.integer(5, 20);
  const inSeconds = get('in-seconds');
  const asDate = get('as-date');
  const short = get('short');
  const past = get('past');
  const odd = get('odd');
  const order = post('order', 1);
  const calls = [inSeconds, asDate, short, past, odd, order];
  const events = await play('perform', {
    settings: settings({ firstWait: 2000, longestWait: 3000 }), calls,
    replies: {
      '/in-seconds': [refuses(429, { retryAfter: String(wish) }), takes(10)],
      '/as-date': [refuses(503, { retryAfter: wish * 1000 }), takes(10)],
      '/short': [refuses(429, { retryAfter: '0' }), takes(10)],
      '/past': [refuses(503, { retryAfter: -60_000 }), takes(10)],
      '/odd': [refuses(503, { retryAfter: 'soon' }), takes(10)],
      '/order': [refuses(429, { retryAfter: String(wish) }), takes(10)],
    },
  });

  judgeAnswered(events, calls);
  for (const { call, from, to, said } of [
    { call: inSeconds, from: wish * 1000, to: wish * 1000 + 2000, said: `“${wish}”` },
    { call: order, from: wish * 1000, to: wish * 1000 + 2000, said: `“${wish}”` },
    // The date is cut to whole seconds.
    { call: asDate, from: wish * 1000 - 1000, to: wish * 1000 + 2000, said: `a date ${wish} s ahead` },
    { call: short, from: 1000, to: 2000, said: '“0”' },
    { call: past, from: 1000, to: 2000, said: 'a date in the past' },
    { call: odd, from: 1000, to: 2000, said: '“soon”' },
  ]) {
    const wait = (attempts(events, call.path)[1]?.at ?? Infinity) - overAt(events, call.path, 1);
    judge(wait >= from - 20 && wait <= to + 40, {
      did: `The answer had \`retry-after\`: ${said}. The next attempt of ${call.method} ${call.path} began ${seconds(wait)} later.`,
      expected: `At least as long as the server says, if that makes sense, and at least as long as without it: here between ${seconds(from)} and ${seconds(to)}.`,
      help: 'Read the header as a number of seconds, or else as a date with `Date.parse`. The longer of the two waits counts, and `longestWait` does not bound what the server says.',
      lesson: 'rate-limiting',
    });
  }
});

test('retries-are-limited', async () => {
  const limits = settings({ concurrency: 1, retries: 1, firstWait: 4000, longestWait: 4000 });
  const [refused = get('refused'), ...others] = gets(4);
  const patient = await play('perform', { settings: limits, calls: [refused, ...others.map((call) => ({ ...call, at: 100 }))], replies: { ...each([refused], [refuses(503), takes(10)]), ...each(others, [takes(300)]) } });
  const slowly = settings({ rate: 2, burst: 2, retries: 2, firstWait: 100, longestWait: 100 });
  const calls = gets(4);
  const events = await play('perform', { settings: slowly, calls, replies: each(calls, [refuses(503), refuses(503), takes(10)]) });
  const busy = settings({ concurrency: 2, retries: 1, firstWait: 10, longestWait: 10 });
  const many = gets(6);
  const crowded = await play('perform', { settings: busy, calls: many, replies: each(many, [refuses(503, { takes: 500 }), takes(500)]) });

  judgeAnswered(patient, [refused, ...others]);
  const last = Math.max(...others.map(({ name }) => outcome(patient, name).at));
  judge(last <= 1500, {
    did: `With \`concurrency: 1\`, one request was refused and waited some seconds for its retry. Three others, 0.3 s each, were done only at ${seconds(last)}.`,
    expected: 'A request that waits for its retry is no attempt: the others go on.',
    help: 'Give the place back before you wait for the retry, and take one again after it.',
    lesson: 'rate-limiting',
  });
  judgeAnswered(events, calls);
  judgeTokens(events, slowly, 'Four requests were refused twice each.', 'A retry is an attempt like any other: it takes a token when it begins.');
  judgeAnswered(crowded, many);
  const most = mostAtOnce(crowded);
  judge(most <= 2, {
    did: `With \`concurrency: 2\`, six requests were refused once each. ${most} attempts were going on at the same time.`,
    expected: 'Retries need a place, too.',
    help: 'Let the first attempt and the retries go through the same door.',
    lesson: 'worker-pools',
  });
});

test('timeout', async () => {
  const timeout = random.integer(5, 20) * 100;
  const limits = settings({ concurrency: 1, timeout, retries: 1, firstWait: 100, longestWait: 100 });
  const hanging = get('hanging');
  const slow = get('slow', { at: 20 });
  const justInTime = get('just-in-time', { at: 40 });
  const calls = [hanging, slow, justInTime];
  const events = await play('perform', { settings: limits, calls, replies: { '/hanging': [{ takes: 0, gives: 'no answer' }, takes(10)], '/slow': [takes(timeout + 500)], '/just-in-time': [takes(timeout - 100)] } });

  for (const { path, number } of [...attempts(events, '/hanging').slice(0, 1), ...attempts(events, '/slow')]) {
    const began = attempts(events, path).find((attempt) => attempt.number === number)?.at ?? 0;
    const took = overAt(events, path, number) - began;
    judge(took >= timeout - 20 && took <= timeout + 40, {
      did: `With \`timeout: ${timeout}\`, an attempt that got no answer went on for ${took === Infinity ? 'ever' : seconds(took)}.`,
      expected: 'Its context ends when the time is over; each attempt has that time anew, and waiting for a place does not count.',
      help: 'Make a context with a timeout for each attempt, just before you call the transport, and cancel it afterwards.',
      lesson: 'context',
    });
  }
  judgeAnswered(events, [hanging, justInTime]);
  const { outcome: result } = outcome(events, 'slow');
  judge(result.kind === 'failed' && result.reason === 'timeout', {
    did: `Every attempt of a request took too long. The call ${inWords(result)}.`,
    expected: 'An `ApiError` with the reason “timeout”: the caller\'s context has not ended.',
    help: 'An attempt\'s own context has ended and the caller\'s has not: that is a timeout.',
    lesson: 'context',
  });
});

test('cancel', async () => {
  const how = random.pick(['within', 'cancelAfter'] as const);
  const limits = settings({ concurrency: 3, rate: 1, burst: 4, timeout: 60_000, firstWait: 30_000, longestWait: 30_000 });
  const inFlight = get('in-flight', { [how]: 2000 });
  const retrying = get('retrying', { [how]: 5000 });
  const order = post('order-in-flight', 1, { [how]: 3000 });
  const long = get('long', { at: 100 });
  const forPlace = get('for-place', { at: 200, [how]: 1000 });
  const events = await play('perform', { settings: limits, calls: [inFlight, order, retrying, long, forPlace], replies: { '/in-flight': [{ takes: 0, gives: 'no answer' }], '/order-in-flight': [{ takes: 0, gives: 'no answer' }], '/retrying': [refuses(503)], '/long': [takes(20_000)] } });
  const tight = settings({ concurrency: 5, rate: 1, burst: 1 });
  const [first = get('first')] = gets(1);
  const quitters = gets(5, 10, { [how]: 300 });
  const later = get('later', { at: 500 });
  const atOnce = await play('perform', { settings: tight, calls: [first, ...quitters, later], replies: {} });
  const over = get('over', { cancelAfter: 0, at: 10 });
  const ended = await play('perform', { settings: tight, calls: [first, over], replies: {} });

  for (const [call, at, where] of [[inFlight, 2000, 'its attempt was going on'], [order, 3000, 'its attempt was going on'], [retrying, 5000, 'it waited for its retry'], [forPlace, 1200, 'it waited for a place']] as const) judgeGivenUp(events, call, at, where);
  for (const call of quitters) judgeGivenUp(atOnce, call, 310, 'it waited for a token');
  judgeGivenUp(ended, over, 10, 'it waited for a token');
  const began = attempts(atOnce, later.path)[0]?.at ?? Infinity;
  judge(began >= 940 && began <= 1100, {
    did: `With one token a second, the first was taken at 0 s. Five requests waited for the next one and gave up. A later request, at 0.5 s, got its token at ${seconds(began)}.`,
    expected: 'Who gives up takes no token, and brings none: the next one comes at 1 s, and is for the later request.',
    help: 'If a token was set aside for a request that gives up, put it back, once.',
    lesson: 'rate-limiting',
  });
  judgeTokens(atOnce, tight, 'Some requests gave up while they waited.', 'Put back what was taken, and no more.');
});

function judgeGivenUp(events: readonly scenarios.Script['calls'][number][] | Awaited<ReturnType<typeof scenarios.perform>>, call: Call, at: number, where: string): void {
  const log = events as Awaited<ReturnType<typeof scenarios.perform>>;
  const { at: gaveUp, outcome: result } = outcome(log, call.name);
  const error = call.within === undefined ? 'context.Canceled' : 'context.DeadlineExceeded';
  const isEarlier = call.within !== undefined && gaveUp <= at;
  judge(result.kind === 'threw' && result.error === error && (gaveUp <= at + 40 && (isEarlier || gaveUp >= at - 20)), {
    did: `The context of a call ended at ${seconds(at)}, while ${where}. The call ${inWords(result)} at ${seconds(gaveUp)}.`,
    expected: `It throws \`ctx.err()\`, here ${error}, as soon as its context has ended.`,
    help: 'Everything that waits, for a place, a token, a retry or an answer, waits for `ctx.done()` as well. The caller\'s context is asked first when something ends.',
    lesson: 'context',
  });
  const tried = attempts(log, call.path).filter((attempt) => attempt.at > at + 20);
  judge(tried.length === 0, {
    did: `The context of a call ended at ${seconds(at)}, and an attempt for it began at ${seconds(tried[0]?.at ?? 0)}.`,
    expected: 'No attempt begins after that.',
    help: 'Ask for `ctx.err()` before you try again.',
    lesson: 'context',
  });
}
