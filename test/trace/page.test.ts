import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { tracePage } from '../../src/trace/index.ts';
import { chromiumPath } from '../support/chromium.ts';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';
import { pathToFileURL } from 'node:url';
import { findingOf, poolSource } from './sample-finding.ts';

const executablePath = chromiumPath();
const isSkipped = executablePath === undefined && process.env['CI'] !== 'true';
if (isSkipped) console.warn('The trace page is not tested: there is no Chromium on this machine (Debian: apt-get install chromium).');

test('there is a Chromium to test the trace page with, where tests decide what lands', () => {
  if (process.env['CI'] === 'true') expect(executablePath, 'install chromium').toBeDefined();
});

describe.skipIf(isSkipped)('the page, in Chromium', { timeout: 60_000 }, () => {
  let browser: Browser;
  let folder: TemporaryFolder;
  let html: string;
  let events: number;

  beforeAll(async () => {
    const { finding, program } = await findingOf(poolSource);
    events = finding.trace.length;
    html = tracePage(finding, { title: 'pool.ts', source: (file) => program.source(file), command: 'concurrency-tutor run pool.ts --replay TOKEN', lesson: 'Pitfall 3.P5' });
    folder = await temporaryFolder();
    await folder.write('trace.html', html);
    browser = await chromium.launch({ ...(executablePath === undefined ? {} : { executablePath }), args: ['--no-sandbox'] });
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    await folder[Symbol.asyncDispose]();
  });

  /** The page, opened from its file without a network; whatever goes wrong in it fails the test. */
  async function opened(options: { readonly colorScheme?: 'light' | 'dark'; readonly width?: number; readonly hash?: string } = {}): Promise<Page> {
    const context = await browser.newContext({ offline: true, colorScheme: options.colorScheme ?? 'light', viewport: { width: options.width ?? 1200, height: 900 } });
    const page = await context.newPage();
    const wrong: string[] = [];
    page.on('pageerror', (error) => wrong.push(error.message));
    page.on('console', (message) => (message.type() === 'error' || message.type() === 'warning' ? wrong.push(message.text()) : undefined));
    page.on('request', (request) => (request.url().startsWith('file:') ? undefined : wrong.push(`asked for ${request.url()}`)));
    onTestFinished(async () => {
      await context.close();
      expect(wrong).toEqual([]);
    });
    await page.goto(`${pathToFileURL(folder.path).href}/trace.html${options.hash ?? ''}`);
    return page;
  }

  const text = (page: Page, selector: string): Promise<string> => page.locator(selector).innerText();

  test('it opens where the trace ends: what is wrong, the next step, the line, the channels and who waits there', async () => {
    const page = await opened();
    expect(await page.title()).toBe('leak (send) in pool.ts');
    expect(await text(page, 'h1')).toMatch(/^leak\s+send$/);
    expect(await text(page, '.message')).toContain('wait for ever to send on results');
    expect(await text(page, '.next')).toContain('Receive every value from results');
    expect(await text(page, '#counter')).toBe(`event ${events} of ${events}`);
    expect(await text(page, '#now')).toMatch(/^2 worker waits to send 'job 2' on results\s+program\.ts:8$/);
    expect(await text(page, '.source .current .text')).toContain('await results.send(');
    const results = page.locator('.resources li', { has: page.locator('.name', { hasText: /^results/ }) });
    expect(await results.innerText()).toMatch(/3 worker waits: chan send\n2 worker waits: chan send/);
  });

  test('buttons, keys, the slider, the drawing and links all step through it', async () => {
    const page = await opened();
    const counter = (): Promise<string> => text(page, '#counter');
    await page.locator('#back').click();
    expect(await counter()).toBe(`event ${events - 1} of ${events}`);
    await page.keyboard.press('Home');
    expect(await counter()).toBe(`event 1 of ${events}`);
    expect(await page.locator('#back').isDisabled()).toBe(true);
    expect(await text(page, '#now')).toBe('main begins');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await counter()).toBe(`event 3 of ${events}`);
    await page.keyboard.press('ArrowLeft');
    expect(await counter()).toBe(`event 2 of ${events}`);
    await page.locator('#slider').fill('9');
    expect(await counter()).toBe(`event 10 of ${events}`);
    await page.locator('#drawing').click({ position: { x: 5, y: 20 } });
    expect(await counter()).toBe(`event 1 of ${events}`);
    await page.keyboard.press('End');
    await page.keyboard.press('Shift+ArrowLeft');
    expect(await text(page, '#now')).toContain('2 worker');
    await page.locator('summary').click();
    await page.locator('td a').nth(4).click();
    expect(await counter()).toBe(`event 5 of ${events}`);
    expect(await page.locator('tr[aria-current="step"]').getAttribute('data-event')).toBe('4');
  });

  test('an address can lead to an event', async () => {
    expect(await text(await opened({ hash: '#7' }), '#counter')).toBe(`event 7 of ${events}`);
  });

  test('each step shows what is in the buffer, who holds the lock, and what is closed', async () => {
    const page = await opened();
    const seen = new Set<string>();
    await page.keyboard.press('Home');
    for (let event = 0; event < events; event++) {
      for (const item of await page.locator('.resources li').allInnerTexts()) seen.add(item.replaceAll(/\s+/g, ' '));
      await page.keyboard.press('ArrowRight');
    }
    const all = [...seen];
    expect(all).toEqual(expect.arrayContaining([
      expect.stringMatching(/^jobs channel, room for 3 0 1 2/), expect.stringMatching(/^mu mutex held by main/), expect.stringMatching(/^ctx\.done\(\) channel, closed/),
    ]));
  });

  test('all events stand in a table with headings, and the drawing says where', async () => {
    const page = await opened();
    await page.locator('summary').click();
    expect(await page.locator('tbody tr').count()).toBe(events);
    expect(await page.locator('caption').innerText()).toBe('Every event of the schedule, in order');
    expect(await page.getByRole('columnheader').allInnerTexts()).toEqual(['Event', 'Step', 'Virtual time (ms)', 'Goroutine', 'What happens', 'Where']);
    expect(await page.getByRole('img').getAttribute('aria-label')).toContain('The table below says the same in words');
    expect(await page.locator('#now').getAttribute('aria-live')).toBe('polite');
    for (const name of ['First event', 'One event back', 'One event forward', 'Last event']) expect(await page.getByRole('button', { name }).count()).toBe(1);
  });

  test('it follows the reader\'s choice of light or dark', async () => {
    const ground = async (colorScheme: 'light' | 'dark'): Promise<string> => (await opened({ colorScheme })).evaluate('getComputedStyle(document.body).backgroundColor') as Promise<string>;
    expect(await ground('light')).toBe('rgb(251, 251, 250)');
    expect(await ground('dark')).toBe('rgb(20, 22, 26)');
  });

  test.each([380, 800, 1400])('nothing sticks out of a window of %i pixels', async (width) => {
    const page = await opened({ width });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  });

  test('its policy forbids the network, and scripts that are not its own', async () => {
    const page = await (await browser.newContext()).newPage();
    onTestFinished(() => page.context().close());
    await page.setContent(html.replace('</body>', '<img src="https://example.invalid/a.png"><script>document.title = "taken over";</script></body>'));
    const refused = await page.evaluate("fetch('https://example.invalid/').then(() => 'went out', () => 'refused')");
    expect(refused).toBe('refused');
    expect(await page.title()).toBe('leak (send) in pool.ts');
  });

  test('what a program made is text, never markup', async () => {
    const { finding, program } = await findingOf('import { chan, run } from "concurrency-tutor";\nawait run(async () => {\n  const taken = chan<string>(0, "<img src=x onerror=alert(1)>");\n  await taken.send("</script><script>document.title = 1</script>");\n});\n');
    const page = await (await browser.newContext()).newPage();
    onTestFinished(() => page.context().close());
    await page.setContent(tracePage(finding, { title: '<b>main.ts</b>', source: (file) => program.source(file) }));
    expect(await page.locator('.program').innerText()).toBe('<b>main.ts</b>');
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.title()).toBe('deadlock (send) in <b>main.ts</b>');
  });

  test('its size is mostly the trace\'s own', () => {
    expect(html.length).toBeLessThan(30_000 + events * 1_000);
  });
});
