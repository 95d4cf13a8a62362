// run: native
// expect: output unordered
// | ✓ / 1 links
// | ✓ /news 2 links
// | ✓ /about 0 links
// | ✗ /gone status 404
// | 3 of 4 pages fetched, 3 links
import { run, go, chan, sync, type ReceiveChannel, type SendChannel } from 'concurrency-tutor';
import { fetchPage, type Page } from './page.ts';
import { openSite } from './site.ts';

const workers = 2;

async function worker(urls: ReceiveChannel<string>, pages: SendChannel<Page>): Promise<void> {
  for await (const url of urls) await pages.send(await fetchPage(url));
}

/** Fetches all URLs with a few workers. The channel is closed after the last page. */
function fetchAll(list: readonly string[], workerCount: number): ReceiveChannel<Page> {
  const urls = chan<string>();
  const pages = chan<Page>();
  const wg = new sync.WaitGroup();

  for (let i = 0; i < workerCount; i++) wg.go(worker, urls, pages);

  go(async () => { // the feeder: the only sender of urls, so it closes them
    for (const url of list) await urls.send(url);
    urls.close();
  });

  go(async () => { // the closer: pages has several senders, so somebody waits for them all
    await wg.wait();
    pages.close();
  });

  return pages.receiveOnly();
}

await run(async () => {
  const site = await openSite();
  const list = ['/', '/news', '/about', '/gone'].map((path) => site.url + path);

  const results: Page[] = []; // the collector: only main touches this array
  for await (const page of fetchAll(list, workers)) {
    results.push(page);
    const path = page.url.slice(site.url.length);
    console.log(page.error === undefined ? '✓' : '✗', path, page.error ?? `${page.links.length} links`);
  }

  const good = results.filter((page) => page.error === undefined);
  const links = good.flatMap((page) => page.links);
  console.log(`${good.length} of ${results.length} pages fetched, ${links.length} links`);
  await site.close();
});
