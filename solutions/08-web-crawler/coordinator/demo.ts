import { context, defer, time } from 'concurrency-tutor';
import { crawl } from './crawler.ts';
import { startSite } from './site.ts';

/** `concurrency-tutor run demo.ts` starts this: your crawler visits a site on this machine. You need not change it. */
export default async function main(): Promise<void> {
  await using site = await startSite(2000);
  const [ctx, cancel] = context.withTimeout(context.background(), time.Minute);
  using _cancel = defer(cancel);
  const started = time.now();
  let words = 0;
  const report = await crawl(ctx, {
    fetch: site.fetch, start: [site.start], hosts: site.hosts,
    depth: 100, pages: 5000, downloads: 8, processors: 2, delay: 1, timeout: 1000, grace: 1000, agent: 'tutor',
    process: async (page) => { words += page.body.split(/\W+/).length; },
  });
  console.log(`${report.processed} pages with ${words} words in ${Math.round(time.since(started))} ms`);
  console.log(`${site.visits.length} requests, up to ${site.together} at the same time`);
  console.log(`${report.failed.length} failed, ${report.forbidden.length} forbidden by robots.txt, ${report.left.length} left`);
}
