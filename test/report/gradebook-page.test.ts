import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { gradebookPage, gradebookSchema, type Gradebook, type GradedResult } from '../../src/report/index.ts';
import { chromiumPath } from '../support/chromium.ts';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';

const executablePath = chromiumPath();
const isSkipped = executablePath === undefined && process.env['CI'] !== 'true';
if (isSkipped) console.warn('The gradebook page is not tested: there is no Chromium on this machine (Debian: apt-get install chromium).');

function result(score: number, more: Partial<GradedResult> = {}): GradedResult {
  const adds = score >= 2 ? { status: 'pass', score: 2 } as const : { status: 'fail', score: 0, kind: 'deadlock', rationale: 'Main waits <b>for ever</b>.', help: 'Close it.', location: 'adder.ts:3:5', replay: 'ct3-dl-1-0-ffk' } as const;
  return {
    exercise: 'exercise-1', state: score >= 2 ? 'pass' : 'fail', computed: score, max: 2, final: score, notes: [], files: 'f', gradedAt: '2026-11-20T00:00:00.000Z', trust: 'sandboxed', missingWalls: [],
    checks: [{ id: 'adds', max: 2, ...adds }], ...more,
  };
}

const hostile = '<img src=x onerror=alert(1)>"\u202E';
const book: Gradebook = {
  schema: 'concurrency-tutor/gradebook/v1', version: '1', createdAt: '2026-11-20T00:00:00.000Z', anonymous: false,
  exercises: [{ id: 'exercise-1', title: 'Adder', max: 2, suite: 's', checks: [{ id: 'adds', description: 'The sum is right', max: 2 }] }],
  students: [
    { student: 'ada', name: 'Ada Lovelace', total: 2, max: 2, log: 'logs/ada.txt', results: [result(2)] },
    { student: 'ben', total: 0, max: 2, log: 'logs/ben.txt', results: [result(0)] },
    { student: hostile, total: 1.5, max: 2, log: 'logs/x.txt', results: [result(0, { final: 1.5, override: { score: 1.5, reason: '</script><script>alert(2)</script>' } })] },
  ],
  absent: [], unknown: [], changes: [{ student: 'ada', exercise: 'exercise-1', before: 0, after: 2, checks: [{ id: 'adds', before: 'fail', after: 'pass' }] }],
  similar: [{ exercise: 'exercise-1', students: ['ada', 'ben'], share: 0.91, fingerprints: 12, passages: [[{ file: 'adder.ts', from: 3, to: 9 }, { file: 'adder.ts', from: 5, to: 11 }]] }],
};

test('there is a Chromium to test the page with, where tests decide what lands', () => {
  if (process.env['CI'] === 'true') expect(executablePath, 'install chromium').toBeDefined();
});

describe.skipIf(isSkipped)('the gradebook as a page, in Chromium', { timeout: 60_000 }, () => {
  let browser: Browser;
  let folder: TemporaryFolder;

  beforeAll(async () => {
    expect(gradebookSchema.parse(book)).toEqual(book);
    folder = await temporaryFolder();
    await folder.write('gradebook.html', gradebookPage(book));
    browser = await chromium.launch({ ...(executablePath === undefined ? {} : { executablePath }), args: ['--no-sandbox'] });
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    await folder[Symbol.asyncDispose]();
  });

  /** The page without a network; whatever goes wrong in it, or asks for anything, fails the test. */
  async function opened(options: { readonly javaScriptEnabled?: boolean } = {}): Promise<Page> {
    const context = await browser.newContext({ offline: true, ...options });
    const page = await context.newPage();
    const wrong: string[] = [];
    page.on('pageerror', (error) => wrong.push(error.message));
    page.on('console', (message) => (message.type() === 'error' ? wrong.push(message.text()) : undefined));
    page.on('dialog', (dialog) => { wrong.push(`dialog ${dialog.message()}`); void dialog.dismiss(); });
    page.on('request', (request) => (request.url().startsWith('file:') ? undefined : wrong.push(`asked for ${request.url()}`)));
    onTestFinished(async () => {
      await context.close();
      expect(wrong).toEqual([]);
    });
    await page.goto(`${pathToFileURL(folder.path).href}/gradebook.html`);
    return page;
  }

  const names = (page: Page): Promise<string[]> => page.locator('#gradebook tbody th:visible a').allInnerTexts();

  test('what students wrote is shown as they wrote it, and runs nothing', async () => {
    const page = await opened();
    expect((await names(page))[2]).toBe('<img src=x onerror=alert(1)>"\\x202e');
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('article').nth(2).innerText()).toContain('set by hand to 1.5: </script><script>alert(2)</script>');
    expect(await page.locator('article').nth(1).innerText()).toContain('Main waits <b>for ever</b>.');
  });

  test('columns sort by their buttons, with the keyboard alone, and say so', async () => {
    const page = await opened();
    const total = page.getByRole('columnheader', { name: 'Total' });
    await total.getByRole('button').focus();
    await page.keyboard.press('Enter');
    expect(await total.getAttribute('aria-sort')).toBe('descending');
    expect((await names(page)).map((name) => name.slice(0, 4))).toEqual(['ada', '<img', 'ben']);
    await page.keyboard.press('Space');
    expect(await total.getAttribute('aria-sort')).toBe('ascending');
    expect((await names(page))[0]).toBe('ben');
    expect(await page.getByRole('status').innerText()).toBe('Sorted by Total, ascending.');
    await page.getByRole('columnheader', { name: 'adds' }).getByRole('button').click();
    expect(await page.locator('[aria-sort]').count()).toBe(1);
    expect((await names(page)).at(-1)).toBe('ada');
  });

  test('the table is one to a screen reader: heads with scopes, and words in every coloured cell', async () => {
    const page = await opened();
    expect(await page.getByRole('table', { name: 'Points and checks of every student' }).count()).toBe(1);
    expect(await page.getByRole('rowheader', { name: 'ben' }).count()).toBe(1);
    expect(await page.locator('#gradebook').getByRole('row', { name: /ben/ }).getByRole('cell').allTextContents()).toEqual(['0 of 2', '0', '✗failed: deadlock']);
    expect(await page.locator('td.cell .unseen').count()).toBe(3);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  test('a name finds students, and leads to what their checks found, with the replay token', async () => {
    const page = await opened();
    await page.getByRole('searchbox').fill('BEN');
    expect(await names(page)).toEqual(['ben']);
    expect(await page.getByRole('status').innerText()).toBe('1 student shown.');
    await page.getByRole('link', { name: 'ben' }).click();
    const details = page.locator('article:target');
    expect(await details.innerText()).toMatch(/adds The sum is right\s+deadlock Main waits <b>for ever<\/b>\. adder\.ts:3:5\s+Next: Close it\.\s+Replay token: ct3-dl-1-0-ffk/);
  });

  test('what looks alike is told as a hint; what changed is told', async () => {
    const page = await opened();
    const hints = page.getByRole('region', { name: 'Submissions that look alike' }).first();
    expect(await hints.innerText()).toContain('A hint, and no proof of anything');
    expect(await hints.innerText()).toMatch(/ada\s+ben\s+91 %\s+adder\.ts:3–9 and adder\.ts:5–11/);
    expect(await page.getByRole('region', { name: 'Decided differently' }).innerText()).toContain('ada, exercise-1: 0 → 2 adds: fail → pass');
  });

  test('it reads without its script', async () => {
    const page = await opened({ javaScriptEnabled: false });
    expect(await names(page)).toHaveLength(3);
    expect(await page.getByRole('searchbox').isVisible()).toBe(false);
  });
});
