import { judge, random, scenario } from 'concurrency-tutor/suite';
import { test } from 'vitest';
import { attempts, each, get, gets, inWords, judgeAnswered, judgeTokens, mostAtOnce, outcome, post, refuses, seconds, settings, takes } from './plans.ts';
import type * as scenarios from './scenarios.ts';

const play = scenario<typeof scenarios>();

test('answers', async () => {
  const [a = get('a'), b = get('b')] = gets(2);
  const order = post('orders', { article: random.pick(['tea', 'honey']), count: random.integer(1, 9), notes: [null, 'ä “quoted”'] });
  const odd = get('odd');
  const gone = get('gone');
  const calls = [a, b, order, odd, gone];
  const events = await play('perform', {
    settings: settings(), calls,
    replies: { ...each([a, b], [takes(random.integer(1, 5) * 100)]), '/odd': [{ takes: 10, gives: 'an answer', body: '<html>' }], '/gone': [refuses(404, { body: 'not here' })], '/orders': [{ takes: 50, gives: 'an answer', status: 299 }] },
  });
  const { before, after } = await play('leaveAlone', { settings: settings({ concurrency: 2, rate: 5, burst: 2 }), calls: gets(2) });

  judgeAnswered(events, [a, b, order]);
  const [sent] = attempts(events, '/orders');
  judge(sent?.method === 'POST' && sent.body === JSON.stringify(order.body), {
    did: `\`post\` with ${JSON.stringify(order.body)} made the request ${sent?.method ?? 'none'} ${sent?.path ?? ''} with the body ${sent?.body ?? 'none'}.`,
    expected: 'The value, as JSON.',
    help: '`JSON.stringify` makes the body.',
  });
  const [plain] = attempts(events, a.path);
  judge(plain?.method === 'GET' && plain.body === undefined, {
    did: `\`get\` made the request ${plain?.method ?? 'none'} with the body ${plain?.body ?? 'none'}.`,
    expected: 'A GET without a body.',
    help: 'Only `post` has a body.',
  });
  for (const [call, reason] of [[odd, 'not JSON: <html>'], [gone, 'status 404: not here']] as const) {
    const { outcome: result } = outcome(events, call.name);
    judge(result.kind === 'failed' && result.reason === reason, {
      did: `The answer to ${call.path} was ${call === odd ? 'good, with the body <html>' : 'status 404 with the body “not here”'}. The call ${inWords(result)}.`,
      expected: `An \`ApiError\` with the reason “${reason}”.`,
      help: 'An answer is good when its status is from 200 to 299; everything that is not is an `ApiError` that says why.',
    });
    judge(attempts(events, call.path).length === 1, {
      did: `${call.path} was asked for ${attempts(events, call.path).length} times, although asking again cannot help.`,
      expected: 'Only what may go better next time is repeated; the comment in client.ts has the list.',
      help: 'Look at the status before you decide to try again.',
    });
  }
  const left = events.find(({ what }) => what === 'left alive');
  judge(left === undefined, {
    did: `The call “${left?.what === 'left alive' ? left.name : ''}” had its outcome. The context of its attempt was never cancelled.`,
    expected: 'Every context that is made with a timeout is cancelled when it is no longer needed: its timer goes on otherwise.',
    help: 'Call the cancel function in a `finally`, as soon as the transport has come back.',
    lesson: 'context',
  });
  judge(after <= before, {
    did: `A client made two calls and was left alone for a minute. The program then had ${after - before} goroutines more than before.`,
    expected: 'A client that nobody uses keeps no goroutine.',
    help: 'A bucket needs no goroutine that fills it: whoever takes a token can reckon how many have come since the last time.',
    lesson: 'rate-limiting',
  });
});

test('settings', async () => {
  const bad = random.shuffle([
    { concurrency: 0 }, { concurrency: 1.5 }, { concurrency: -2 }, { burst: 0 }, { burst: 2.5 }, { rate: 0 }, { rate: -1 }, { rate: Number.NaN }, { rate: Infinity }, { retries: -1 }, { retries: 0.5 },
  ]);
  const good = [{}, { concurrency: 1, burst: 1, rate: 0.1, retries: 0 }];
  const answers = await play('makeClients', [...bad, ...good].map((one) => settings(one)));
  for (const [index, { answer }] of answers.entries()) {
    const isBad = index < bad.length;
    const shown = Object.entries([...bad, ...good][index] ?? {}).map(([key, value]) => `${key}: ${value}`).join(', ');
    judge(answer === (isBad ? 'a RangeError' : 'a client'), {
      did: `\`new ApiClient({ ${shown} … })\` gave ${answer}.`,
      expected: isBad ? 'A `RangeError`.' : 'A client.',
      help: 'Check the settings in the constructor: a rate of 0, or no place for an attempt, would let every request wait for ever.',
    });
  }
});

test('concurrency', async () => {
  const concurrency = random.integer(2, 4);
  const calls = gets(concurrency * 3 + 1);
  const events = await play('perform', { settings: settings({ concurrency }), calls, replies: Object.fromEntries(calls.map(({ path }, index) => [path, [takes(index === 0 ? 6000 : 1000)]])) });

  judgeAnswered(events, calls);
  const most = mostAtOnce(events);
  judge(most <= concurrency, {
    did: `With \`concurrency: ${concurrency}\` and ${calls.length} calls, ${most} attempts were going on at the same time.`,
    expected: `Never more than ${concurrency}.`,
    help: 'Take a place before you call the transport, and give it back when the transport has come back, not before.',
    lesson: 'worker-pools',
  });
  const last = Math.max(...attempts(events).map(({ at }) => at));
  // One place is taken for 6 s; the others go through the rest meanwhile, one second each.
  const enough = Math.ceil((calls.length - 1) / (concurrency - 1)) * 1000;
  judge(last < enough + 100 && most === concurrency, {
    did: `With \`concurrency: ${concurrency}\`, ${calls.length} calls and one slow answer, at most ${most} attempts were going on, and the last one began at ${seconds(last)}.`,
    expected: `As long as calls wait, all ${concurrency} places are used: the last one begins before ${seconds(enough)}.`,
    help: 'A place that becomes free goes to the next request at once, whatever the others are doing.',
    lesson: 'worker-pools',
  });
});

test('token-bucket', async () => {
  const burst = random.integer(2, 4);
  const rate = random.pick([2, 4, 5]);
  const limits = settings({ burst, rate });
  const first = gets(burst + 4);
  const second = gets(burst + 3, 60_000);
  const events = await play('perform', { settings: limits, calls: [...first, ...second], replies: {} });

  judgeAnswered(events, [...first, ...second]);
  judgeTokens(events, limits, 'Answers came at once.', 'Each attempt takes a token. The bucket never holds more than `burst` of them, however long nobody took one.');
  for (const [calls, at] of [[first, 0], [second, 60_000]] as const) {
    const times = attempts(events).map((attempt) => attempt.at).filter((time) => time >= at && time < at + 30_000).map((time) => time - at);
    for (const [index, time] of times.entries()) {
      const due = (Math.max(0, index + 1 - burst) / rate) * 1000;
      judge(time <= due + 50, {
        did: `${calls.length} calls came at once${at === 0 ? '' : ', after a long pause'}. With \`burst: ${burst}\` and \`rate: ${rate}\`, attempt ${index + 1} began ${seconds(time)} later.`,
        expected: index < burst ? 'The bucket was full: that many begin at once.' : `A token for it was there after ${seconds(Math.round(due))}.`,
        help: 'The bucket is full in the beginning; then tokens come evenly, one every `1000 / rate` milliseconds, and somebody who waits takes each at once.',
        lesson: 'rate-limiting',
      });
    }
  }
});

test('both-limits', async () => {
  const limits = settings({ concurrency: 2, rate: 2, burst: 2 });
  const slow = gets(2);
  const waiting = gets(8, 100);
  const events = await play('perform', { settings: limits, calls: [...slow, ...waiting], replies: each(slow, [takes(5000)]) });

  judgeAnswered(events, [...slow, ...waiting]);
  judgeTokens(events, limits, 'Both places were taken for 5 s, while 8 calls waited.', 'A token belongs to the moment at which an attempt begins. Somebody who has one and still waits for a place makes tokens pile up.');
  const first = attempts(events)[2]?.at ?? Infinity;
  judge(first <= 5100, {
    did: `The places became free at 5 s; the next attempt began at ${seconds(first)}.`,
    expected: 'At once: by then the bucket was full.',
    help: 'Tokens come while requests wait for a place, too.',
    lesson: 'rate-limiting',
  });
});
