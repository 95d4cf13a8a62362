import { judge, random, scenario } from 'concurrency-tutor/suite';
import { test } from 'vitest';
import type * as scenarios from './scenarios.ts';
import type { Reply, Script, Span } from './script.ts';
import { count, everywhere, judgeList, judgeNothingLeft, judgeVisits, most, numbered, pagesOf, seconds } from './words.ts';

const play = scenario<typeof scenarios>();

test('follow', async () => {
  const crowd = ['/crowd-1', '/crowd-2', '/crowd-3'];
  const web: Record<string, Reply> = {
    'http://a.test/': { links: ['/one', '/two', 'http://b.test/', 'http://elsewhere.test/', '/one#again', '/text', ...crowd] },
    // They are read at the same time, and lead to the same pages.
    ...Object.fromEntries(crowd.map((path) => [`http://a.test${path}`, { links: ['/shared-1', '/shared-2', '/shared-3'] }])),
    'http://a.test/shared-1': {}, 'http://a.test/shared-2': {}, 'http://a.test/shared-3': {},
    'http://a.test/one': { takes: random.integer(0, 3) * 100, links: ['/', '/two', '/three', '/missing'] },
    'http://a.test/two': { links: ['/one', '/broken', '/old', '/lost'] },
    'http://a.test/three': { links: ['/three', 'http://b.test/deep'] },
    'http://b.test/': { type: 'Text/HTML; charset=utf-8', links: ['http://a.test/'] }, 'http://b.test/deep': {},
    'http://a.test/text': { type: 'text/plain', links: ['/not-a-link'] },
    'http://a.test/broken': { status: 500, links: ['/from-broken'] },
    'http://a.test/old': { status: 301, location: '/new' }, 'http://a.test/new': { links: ['/loop'] },
    'http://a.test/loop': { status: 302, location: '/loop-2' }, 'http://a.test/loop-2': { status: 307, location: 'http://a.test/loop' },
    'http://a.test/lost': { fails: 'the connection was reset' },
  };
  const history = await play('visit', { web, options: everywhere, processing: 100, spoiled: ['http://b.test/deep'] });
  judgeVisits(history, [...Object.keys(web), 'http://a.test/missing'], 'Pages were crawled from http://a.test/ on.');
  const pages = ['http://a.test/', ...crowd.map((path) => `http://a.test${path}`), 'http://a.test/new', 'http://a.test/one', 'http://a.test/shared-1', 'http://a.test/shared-2', 'http://a.test/shared-3', 'http://a.test/text', 'http://a.test/three', 'http://a.test/two', 'http://b.test/', 'http://b.test/deep'];
  const given = history.processed.map(({ url }) => url).sort();
  judge(JSON.stringify(given) === JSON.stringify(pages), { did: `\`process\` was called for: ${given.join(', ')}.`, expected: `For each page that was downloaded, once: ${pages.join(', ')}.`, help: 'An answer with a status from 200 to 299 is a page. A redirect is none.' });
  judge(history.report.processed === pages.length - 1, { did: `${count(pages.length, 'page')} were processed, and for one of them \`process\` threw. The report said: \`processed\` ${history.report.processed}.`, expected: String(pages.length - 1), help: 'Count when `process` has returned.' });
  judgeList('failed', history.report.failed, [
    { url: 'http://a.test/broken', reason: 'status 500' }, { url: 'http://a.test/lost', reason: 'the connection was reset' },
    { url: 'http://a.test/missing', reason: 'status 404' }, { url: 'http://b.test/deep', reason: 'the page is spoiled' },
  ], 'Two pages had bad answers, one had none, and one could not be processed.', 'What fails is noted, and the crawl goes on.');
  judgeList('left', history.report.left, [], 'Everything could be visited.', 'Only what was not visited is left.');
  judgeNothingLeft(history);
});

test('depth', async () => {
  const depth = random.integer(2, 4);
  // A long way that is quick, and a short one that is slow, to the same page; and a chain behind it.
  const chain = Array.from({ length: depth + 2 }, (_, index) => [`http://a.test/chain-${index}`, { links: [`/chain-${index + 1}`] }] as const);
  const web: Record<string, Reply> = {
    'http://a.test/': { links: ['/slow', '/quick'] },
    'http://a.test/slow': { takes: 10_000, links: ['/meeting'] },
    'http://a.test/quick': { links: ['/quick-2'] }, 'http://a.test/quick-2': { links: ['/meeting', '/aside'] }, 'http://a.test/aside': { links: depth === 2 ? [] : [] },
    'http://a.test/meeting': { links: ['/chain-0'] },
    ...Object.fromEntries(chain),
  };
  const history = await play('visit', { web, options: { ...everywhere, depth }, processing: 0 });
  const shortest = new Map([['/', 0], ['/slow', 1], ['/quick', 1], ['/quick-2', 2], ['/meeting', 2], ['/aside', 3], ...chain.map((_, index) => [`/chain-${index}`, 3 + index] as const)]);
  judgeVisits(history, [...shortest].filter(([, away]) => away <= depth).map(([path]) => `http://a.test${path}`), `The depth was ${depth}. The page /meeting is 2 links away by a slow page, and 3 by quick ones.`);
  const redirected = await play('visit', { web: { 'http://a.test/': { links: ['/old'] }, 'http://a.test/old': { status: 302, location: '/older' }, 'http://a.test/older': { status: 303, location: '/new' }, 'http://a.test/new': { links: ['/too-far'] }, 'http://a.test/too-far': {} }, options: { ...everywhere, depth: 1 }, processing: 0 });
  judgeVisits(redirected, ['/', '/old', '/older', '/new'].map((path) => `http://a.test${path}`), 'The depth was 1. A redirect leads no farther away.');
});

test('bounds', async () => {
  const pages = random.integer(8, 12);
  const web: Record<string, Reply> = { 'http://a.test/': { links: ['/1', '/2', '/3', '/4', '/5'] }, ...numbered('a.test', 40, (index) => ({ links: [`/${2 * index + 2}`, `/${2 * index + 3}`], takes: 100 })) };
  const history = await play('visit', { web, options: { ...everywhere, pages }, processing: 50 });
  const visited = pagesOf(history.requests).length;
  judge(visited === pages, { did: `At most ${pages} requests were allowed, and there were more pages. There were ${visited} requests.`, expected: `${pages}, not counting those for robots.txt.`, help: 'Count a request before it begins, in one step with looking at the bound.' });
  judge(history.report.left.length > 0 && history.report.processed === pages, { did: `The report said: \`processed\` ${history.report.processed}, \`left\` ${JSON.stringify(history.report.left)}.`, expected: `${pages} processed; the addresses that were known and not visited are left.`, help: 'When no more requests are allowed, the crawl is over as soon as what was begun has ended.' });
  const known = new Set(history.requests.map(({ url }) => url));
  judge(history.report.left.every((url) => !known.has(url)), { did: `The report said that ${history.report.left.find((url) => known.has(url))} was left, but it had been visited.`, expected: 'What is left has not been visited.', help: 'An address is left from the moment it comes up until its request begins.' });
  const port = await play('visit', { web: { 'http://a.test:8080/': { links: ['http://a.test/', 'http://a.test:8080/x'] }, 'http://a.test:8080/x': {}, 'http://a.test/': {} }, options: { ...everywhere, start: ['http://A.test:8080', 'http://b.test:99/'], hosts: ['a.test:8080'] }, processing: 0 });
  judgeVisits(port, ['http://a.test:8080/', 'http://a.test:8080/x'], 'Only the host a.test:8080 was allowed.');
  const foreign = port.requests.find(({ url }) => !url.startsWith('http://a.test:8080/'));
  judge(foreign === undefined, { did: `Only the host a.test:8080 was allowed. The crawler asked for ${foreign?.url}.`, expected: 'Other hosts are not asked for anything, not even for robots.txt.', help: 'Look at the host before anything else. A port belongs to it.' });
});

test('obey', async () => {
  const web: Record<string, Reply> = {
    'http://a.test/robots.txt': { takes: 500, body: 'User-agent: tutor\nDisallow: /private/\nAllow: /private/open\nDisallow: /*?print\n' },
    'http://a.test/': { links: ['/private/1', '/private/open', '/page?print=1', '/page', 'http://b.test/', 'http://c.test/', '/moved'] },
    'http://a.test/private/open': {}, 'http://a.test/page': {}, 'http://a.test/moved': { status: 302, location: '/private/2' },
    'http://b.test/robots.txt': random.pick<Reply>([{ status: 503 }, { fails: 'no route to host' }, { takes: 3_600_000 }]), 'http://b.test/': {},
    'http://c.test/': {},
  };
  const history = await play('visit', { web, options: everywhere, processing: 0 });
  judgeVisits(history, ['/', '/private/open', '/page', '/moved'].map((path) => `http://a.test${path}`).concat('http://c.test/'), 'The robots.txt of a.test forbids some paths, that of b.test cannot be had, and c.test has none.');
  judgeList('forbidden', history.report.forbidden, ['http://a.test/page?print=1', 'http://a.test/private/1', 'http://a.test/private/2', 'http://b.test/'], 'Some addresses came up that robots.txt forbids.', 'An address that is forbidden is noted once, and never asked for.');
  for (const host of ['a.test', 'b.test', 'c.test']) {
    const asked = history.requests.filter(({ url }) => url === `http://${host}/robots.txt`);
    judge(asked.length === 1, { did: `The robots.txt of ${host} was asked for ${count(asked.length, 'time')}.`, expected: 'Once, before the first page.', help: 'The first who needs the rules fetches them; everybody else waits for them.', lesson: 'worker-pools' });
    const early = pagesOf(history.requests).find(({ url, began }) => new URL(url).host === host && began < (asked[0]?.ended ?? 0));
    judge(early === undefined, { did: `The page ${early?.url} was asked for at ${seconds(early?.began ?? 0)}; the robots.txt of its host had not come yet.`, expected: 'First the rules, then the page.', help: 'Addresses of a host wait until its rules are known.' });
  }
});

test('polite', async () => {
  const delay = random.integer(1, 3) * 1000;
  const own = delay / 1000 + 2;
  const length = 5;
  const web: Record<string, Reply> = {
    'http://a.test/': { links: [...numberedPaths('a.test', length), ...numberedPaths('b.test', length), ...numberedPaths('c.test', length)] },
    'http://c.test/robots.txt': { body: `User-agent: *\nCrawl-delay: ${own}\n` }, 'http://b.test/robots.txt': { body: 'User-agent: *\nCrawl-delay: 0.1\n' },
    ...numbered('a.test', length, () => ({ takes: 50 })), ...numbered('b.test', length, () => ({ takes: 50 })), ...numbered('c.test', length, () => ({ takes: 50 })),
  };
  const history = await play('visit', { web, options: { ...everywhere, delay, downloads: 1 }, processing: 0 });
  for (const [host, distance] of [['a.test', delay], ['b.test', delay], ['c.test', own * 1000]] as const) {
    const requests = history.requests.filter(({ url }) => new URL(url).host === host).toSorted((a, b) => a.began - b.began);
    for (const [index, { url, began }] of requests.entries()) {
      const before = requests[index - 1];
      // The rules tell of a longer delay only when they are there; after that, it holds.
      const least = index < 2 ? delay : distance;
      judge(before === undefined || began - before.began >= least - 20, {
        did: `The host ${host} was asked for ${before?.url} at ${seconds(before?.began ?? 0)}, and for ${url} at ${seconds(began)}.`,
        expected: `Requests to it begin at least ${seconds(least)} apart.`,
        help: 'Note for each host when its next request may begin, in one step with beginning one. The time in robots.txt counts if it is longer.',
        lesson: 'rate-limiting',
      });
    }
  }
  const due = own * 1000 * (length + 1) + delay * 2 + 1000;
  judge(history.took <= due, {
    did: `Three hosts with ${length} pages each were crawled, with ${seconds(delay)}, ${seconds(delay)} and ${own} s between two requests. It took ${seconds(history.took)}.`,
    expected: `${seconds(due)} are enough: each host has its own distance, and hosts do not hold up each other.`,
    help: 'Whoever waits for a host must not keep a place of the downloads, nor stand in the way of requests to others.',
    lesson: 'rate-limiting',
  });

  const unequal: Record<string, Reply> = {
    'http://a.test/': { links: random.shuffle([...numberedPaths('a.test', 20), ...numberedPaths('c.test', 3)]) },
    'http://c.test/robots.txt': { body: 'User-agent: *\nCrawl-delay: 20\n' }, ...numbered('a.test', 20, () => ({})), ...numbered('c.test', 3, () => ({})),
  };
  const quick = await play('visit', { web: unequal, options: { ...everywhere, delay: 100, downloads: 1 }, processing: 0 });
  const last = Math.max(...pagesOf(quick.requests).filter(({ url }) => url.startsWith('http://a.test')).map(({ began }) => began));
  judge(last <= 4000, {
    did: `One download at a time was allowed. The host c.test wants 20 s between two requests; a.test, with 21 pages, wants 0.1 s. The last page of a.test was asked for at ${seconds(last)}.`,
    expected: 'At about 2.2 s. Hosts do not hold up each other.',
    help: 'Whoever waits for a host must not keep a place of the downloads.',
    lesson: 'rate-limiting',
  });
});

function numberedPaths(host: string, length: number): string[] {
  return Array.from({ length }, (_, index) => `http://${host}/${index + 1}`);
}

test('pools', async () => {
  const [downloads, processors] = [random.integer(2, 4), random.integer(2, 3)];
  const length = downloads * 4;
  const web: Record<string, Reply> = { 'http://a.test/': { links: numberedPaths('a.test', length) }, ...numbered('a.test', length, () => ({ takes: 1000 })) };
  const quick = await play('visit', { web, options: { ...everywhere, downloads, processors: downloads }, processing: 900 });
  judgeMost(quick.requests, downloads, 'downloads');
  judge(quick.took <= 6200, { did: `${count(length, 'page')} took 1 s to download and 0.9 s to process, ${downloads} at a time of each: the crawl took ${seconds(quick.took)}.`, expected: 'A little less than 6 s: while some pages are processed, others are downloaded.', help: 'As long as addresses wait, all places are taken. A download makes room for the next one as soon as a processor has its page.', lesson: 'worker-pools' });

  const slow = await play('visit', { web: { ...web, ...numbered('a.test', length, () => ({ takes: 10 })) }, options: { ...everywhere, downloads, processors }, processing: 2000 });
  judgeMost(slow.processed, processors, 'pages being processed');
  const bound = Math.ceil((length + 1) / processors) * 2000 + 2000 + 500;
  judge(slow.took <= bound, { did: `${count(length + 1, 'page')} of 2 s each, ${processors} at a time, were processed: the crawl took ${seconds(slow.took)}.`, expected: `At most ${seconds(bound)}.`, help: 'As long as pages wait, every processor is busy.', lesson: 'worker-pools' });
  for (const { ended: at } of pagesOf(slow.requests)) {
    const waiting = pagesOf(slow.requests).filter(({ ended }) => ended <= at).length - slow.processed.filter(({ began }) => began <= at).length;
    judge(waiting <= downloads + 1, {
      did: `At ${seconds(at)}, ${count(waiting, 'page')} had been downloaded and waited for a processor.`,
      expected: `At most ${downloads}: a download keeps its place until a processor has taken its page.`,
      help: 'Hand pages over on a channel without a buffer, and give the place back only then.',
      lesson: 'buffering',
    });
  }
});

function judgeMost(spans: readonly Span[], bound: number, what: string): void {
  const { number, at } = most(spans);
  judge(number <= bound, { did: `At ${seconds(at)}, there were ${number} ${what} at the same time.`, expected: `At most ${bound}.`, help: 'A fixed number of workers, or of places. Requests for robots.txt are downloads, too.', lesson: 'worker-pools' });
}

test('timeouts', async () => {
  const timeout = random.integer(2, 4) * 1000;
  const history = await play('visit', { web: { 'http://a.test/': { links: ['/dead', '/alive'] }, 'http://a.test/dead': { takes: 3_600_000 }, 'http://a.test/alive': { takes: timeout - 500 } }, options: { ...everywhere, timeout, downloads: 1 }, processing: timeout * 2 });
  const dead = history.requests.find(({ url }) => url.endsWith('/dead'));
  const took = (dead?.ended ?? 0) - (dead?.began ?? 0);
  judge(dead?.end === 'cancelled' && Math.abs(took - timeout) <= 50, { did: `A page did not answer. Its request ended after ${seconds(took)}.`, expected: `It is given up after ${seconds(timeout)}.`, help: 'Make a context with a timeout for each request.', lesson: 'context' });
  judgeList('failed', history.report.failed, [{ url: 'http://a.test/dead', reason: 'timeout' }], 'One page did not answer in time, another took nearly as long as was allowed. Processing took longer than that.', 'The timeout is for the request alone.');
});

test('shutdown', async () => {
  const length = 12;
  const grace = random.integer(4, 6) * 1000;
  const stopAt = 2500;
  const web: Record<string, Reply> = { 'http://a.test/': { links: numberedPaths('a.test', length) }, ...numbered('a.test', length, () => ({ takes: 1000, links: ['/more'] })) };
  const options: Script['options'] = { ...everywhere, downloads: 3, processors: 2, grace };
  const gentle = await play('visit', { web, options, processing: 500, stopAt });
  judgeStopped(gentle.requests, stopAt);
  const cancelled = [...gentle.requests, ...gentle.processed].find(({ end }) => end !== 'done');
  judge(cancelled === undefined, { did: `The context ended after ${seconds(stopAt)}. What had been begun for ${cancelled?.url} was cancelled at ${seconds(cancelled?.ended ?? 0)}; the time of grace was ${seconds(grace)}.`, expected: 'What has been begun goes on for that long.', help: 'Requests and processing get a context that ends later: `context.withoutCancel` and a cancel function of your own.', lesson: 'context' });
  const asked = pagesOf(gentle.requests).length;
  judge(gentle.report.processed === asked && gentle.processed.length === asked, { did: `${count(asked, 'page')} had been requested before the end; ${gentle.report.processed} were processed.`, expected: 'All of them: what has been downloaded is processed.', help: 'Close the processors\' channel when the last download has handed over its page.', lesson: 'worker-pools' });
  judge(gentle.took <= stopAt + 2100, { did: `The context ended after ${seconds(stopAt)}; what had been begun took at most 2 s more. The report came after ${seconds(gentle.took)}.`, expected: 'It comes as soon as nothing goes on any more. The time of grace is a bound, not a wait.', help: 'Wait for the work, or for the end of the time of grace, whichever comes first.', lesson: 'select' });
  judgeLeft(gentle, numberedPaths('a.test', length));
  judgeNothingLeft(gentle);

  const stubborn = await play('visit', { web: { ...web, ...numbered('a.test', 3, () => ({ takes: 60_000 })) }, options, processing: 500, stopAt });
  judgeStopped(stubborn.requests, stopAt);
  judge(stubborn.took <= stopAt + grace + 100, { did: `The context ended after ${seconds(stopAt)}, and the time of grace was ${seconds(grace)}. Three requests would have taken a minute. The report came after ${seconds(stubborn.took)}.`, expected: 'When the time of grace is over, what is left is cancelled, and the report is given.', help: 'A timer starts when the context ends; when it rings, the second context is cancelled.', lesson: 'context' });
  judgeLeft(stubborn, numberedPaths('a.test', length), stubborn.requests.filter(({ end }) => end === 'cancelled').map(({ url }) => url));
  judgeList('failed', stubborn.report.failed, [], 'Three requests were cancelled when the time of grace was over.', 'A request that was cancelled has not failed; it is left.');

  const waiting = await play('visit', { web, options: { ...options, delay: 3_600_000 }, processing: 0, stopAt });
  judge(waiting.took <= stopAt + 100, { did: `Everything waited for an hour until the next request might begin. The context ended after ${seconds(stopAt)}, the report came after ${seconds(waiting.took)}.`, expected: 'Nothing had been begun, so it comes at once.', help: 'Whoever waits for his turn listens to the context.', lesson: 'context' });
  const never = await play('visit', { web, options, processing: 0, stopAt: 0 });
  judge(never.requests.length === 0 && JSON.stringify(never.report.left) === '["http://a.test/"]', { did: `The context had already ended. There were ${count(never.requests.length, 'request')}, and the report said: \`left\` ${JSON.stringify(never.report.left)}.`, expected: 'No request; the start is left.', help: 'Look at the context before the first request, too.', lesson: 'context' });
});

function judgeStopped(requests: readonly Span[], stopAt: number): void {
  const late = requests.find(({ began }) => began > stopAt + 20);
  judge(late === undefined, { did: `The context ended after ${seconds(stopAt)}. The request for ${late?.url} began at ${seconds(late?.began ?? 0)}.`, expected: 'No more requests begin.', help: 'Look at the context right before each request.', lesson: 'context' });
}

function judgeLeft(history: { readonly requests: readonly Span[]; readonly report: { readonly left: readonly string[] } }, known: readonly string[], cancelled: readonly string[] = []): void {
  const asked = new Set(history.requests.map(({ url }) => url).filter((url) => !cancelled.includes(url)));
  const expected = known.filter((url) => !asked.has(url)).sort();
  const actual = history.report.left.filter((url) => url !== 'http://a.test/more');
  judge(JSON.stringify(actual) === JSON.stringify(expected), { did: `The crawl was ended. The report said: \`left\` ${JSON.stringify(actual)}.`, expected: JSON.stringify(expected), help: 'What came up and was not visited is left, also what was cancelled on the way. Somebody could go on from there.' });
}

test('real-site', async () => {
  const perform = scenario<typeof scenarios>('real');
  const pages = 2000;
  const downloads = 8;
  const { visits, together, report, took } = await perform('visitSite', { pages, downloads });
  const twice = visits.find((url, index) => visits.indexOf(url) !== index);
  judge(twice === undefined, { did: `A real server was asked for ${twice} more than once.`, expected: 'Once.', help: 'Note an address as known at the moment it comes up.', lesson: 'worker-pools' });
  const seen = visits.filter((url) => url.includes('/page/')).length;
  judge(seen === pages, { did: `A site on a real server has ${pages} pages. ${seen} of them were visited.`, expected: 'All of them. Each can be reached.', help: 'Look for a page that nobody visits, and at the links that lead there.' });
  const bad = visits.find((url) => !url.includes('//wiki.example/') && (url.includes('/private/') || url.includes('/calendar/')));
  judge(bad === undefined, { did: `The crawler visited ${bad}, which the robots.txt of that host forbids.`, expected: 'It does not.', help: 'Each host has its own robots.txt.' });
  judge(together <= downloads, { did: `The real server saw ${together} requests at the same time.`, expected: `At most ${downloads}.`, help: 'Requests for robots.txt are downloads, too.', lesson: 'worker-pools' });
  const expected = Math.floor(pages / 13) + Math.floor(pages / 17);
  judge(report.failed.length === expected && report.left.length === 0, { did: `The report said that ${report.failed.length} requests had failed, and ${report.left.length} addresses were left.`, expected: `${expected} pages are missing or broken, and nothing is left.`, help: 'A status from 400 on is a failure.' });
  judge(took <= 15_000, { did: `${count(visits.length, 'request')} to a server on this machine took ${seconds(Math.round(took))}.`, expected: 'A few seconds.', help: 'Let downloads and hosts go on side by side.', lesson: 'worker-pools' });
});
