import { chan, context, runtime, select, time, type Channel, type Context } from 'concurrency-tutor';
import { crawl, links, parseRobots, type Answer } from '../starter/crawler.ts';
import { startSite } from '../support/site.ts';
import type { History, Reply, Script, Span } from './script.ts';

export interface RobotsInput { readonly text: string; readonly agent: string; readonly paths: readonly string[] }

/** Which paths a robots.txt allows, and its delay. */
export async function readRobots({ text, agent, paths }: RobotsInput): Promise<{ readonly allowed: readonly boolean[]; readonly delay: number | undefined }> {
  const rules = parseRobots(text, agent);
  return { allowed: paths.map((path) => rules.allows(path)), delay: rules.delay };
}

/** The links of a page. */
export async function findLinks({ html, base }: { readonly html: string; readonly base: string }): Promise<readonly string[]> {
  return links(html, base);
}

/** Lets a crawler loose on a simulated web. */
export async function visit(script: Script): Promise<History> {
  const began = time.now();
  const elapsed = (): number => Math.round((time.now() - began) / 10) * 10;
  const requests = chan<Span>(2000, 'requests');
  const processed = chan<Span>(2000, 'processed');
  const [ctx, cancel] = script.stopAt === undefined ? context.withCancel(context.background()) : context.withTimeout(context.background(), script.stopAt);
  const report = await crawl(ctx, {
    ...script.options,
    fetch: (url, own) => span(requests, url, elapsed, () => answer(own, url, script.web[url] ?? { status: 404 })),
    process: (page, own) => span(processed, page.url, elapsed, async () => {
      await pause(own, script.processing);
      if (script.spoiled?.includes(page.url) === true) throw new Error('the page is spoiled');
    }),
  });
  const took = elapsed();
  cancel();
  await time.sleep(time.Minute);
  return {
    requests: drained(requests), processed: drained(processed), took, goroutines: runtime.numGoroutine() - 1,
    report: {
      processed: report.processed, forbidden: [...report.forbidden].sort(), left: [...report.left].sort(),
      failed: report.failed.map(({ url, reason }) => ({ url, reason })).toSorted((a, b) => (a.url < b.url ? -1 : 1)),
    },
  };
}

/** Does something and notes it. Writing a note never blocks and never switches. */
async function span<T>(notes: Channel<Span>, url: string, elapsed: () => number, work: () => Promise<T>): Promise<T> {
  const began = elapsed();
  let end: Span['end'] = 'done';
  try {
    return await work();
  } catch (error) {
    end = error === context.Canceled || error === context.DeadlineExceeded ? 'cancelled' : 'threw';
    throw error;
  } finally {
    notes.trySend({ url, began, ended: elapsed(), end });
  }
}

async function answer(ctx: Context, url: string, reply: Reply): Promise<Answer> {
  await pause(ctx, reply.takes ?? 0);
  if (reply.fails !== undefined) throw new Error(reply.fails);
  const { status = 200, type = url.endsWith('/robots.txt') ? 'text/plain' : 'text/html', links: targets = [], body = '', location } = reply;
  const headers: Record<string, string> = { 'content-type': type, ...(location === undefined ? {} : { location }) };
  return { status, headers, body: body + targets.map((link) => `<a href="${link}">there</a>`).join('') };
}

async function pause(ctx: Context, milliseconds: number): Promise<void> {
  if (ctx.err() !== undefined) throw ctx.err();
  if (milliseconds === 0) return;
  const timer = time.newTimer(milliseconds);
  const event = await select({ late: timer.channel, stop: ctx.done() });
  timer.stop();
  if (event.case === 'stop') throw ctx.err();
}

function drained<T>(channel: Channel<T>): T[] {
  const values: T[] = [];
  for (let next = channel.tryReceive(); next?.[1] === true; next = channel.tryReceive()) values.push(next[0]);
  return values;
}

export interface RealHistory {
  /** Without the port. */
  readonly visits: readonly string[];
  readonly together: number;
  readonly report: History['report'];
  readonly took: number;
}

/** Lets a crawler loose on a real server on this machine. Real clock. */
export async function visitSite({ pages, downloads }: { readonly pages: number; readonly downloads: number }): Promise<RealHistory> {
  await using site = await startSite(pages);
  const [ctx, cancel] = context.withTimeout(context.background(), 20 * time.Second);
  const began = time.now();
  const { processed, failed, forbidden, left } = await crawl(ctx, {
    fetch: site.fetch, start: [site.start], hosts: site.hosts, depth: 60, pages: 5000, downloads, processors: 3, delay: 1, timeout: 5000, grace: 500, agent: 'tutor', process: async () => undefined,
  });
  const took = time.since(began);
  cancel();
  const plain = (url: string): string => url.replace(/:\d+\//, '/');
  return {
    visits: site.visits.map(({ url }) => plain(url)), together: site.together, took,
    report: { processed, failed: failed.map(({ url, reason }) => ({ url: plain(url), reason })), forbidden: forbidden.map(plain), left: left.map(plain) },
  };
}
