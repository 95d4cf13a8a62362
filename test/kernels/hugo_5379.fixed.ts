// A short code sees the page as it is, and its words are counted without the lock that the renderer holds.
import { chan, context, defer, go, select, sync, time } from 'concurrency-tutor';

class Page {
  readonly contentMu = new sync.Mutex();
  readonly contentInit = new sync.Once();
  readonly plainInit = new sync.Once();
  readonly shortcode: (page: Page) => Promise<string>;
  content = '';
  plain = '';

  constructor(shortcode: (page: Page) => Promise<string>) {
    this.shortcode = shortcode;
  }

  async initContent(): Promise<void> {
    await this.contentInit.do(async () => {
      const [ctx, cancel] = context.withTimeout(context.background(), 20 * time.Second);
      using _cancel = defer(cancel);
      const done = chan<void>(1);
      const render = async (): Promise<void> => {
        await this.contentMu.lock();
        using _unlock = defer(() => this.contentMu.unlock());
        this.content = await this.shortcode(this);
        await done.send();
      };
      go(render);
      await select({ done, expired: ctx.done() });
    });
  }

  async wordCount(): Promise<number> {
    await this.plainInit.do(() => {
      this.plain = this.content.replaceAll(/<[^>]*>/g, '');
    });
    return this.plain.split(' ').length;
  }
}

export default async function main(): Promise<void> {
  const page = new Page(async (inner) => `<p>${String(await inner.wordCount())} words</p>`);
  const wg = new sync.WaitGroup();
  wg.go(async function visit() { await page.initContent(); });
  await wg.wait();
}
