import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { ensureBuilt, launcher } from '../../support/built.ts';
import { chromiumPath } from '../../support/chromium.ts';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporary-folder.ts';

const solution = fileURLToPath(new URL('../../../solutions/project-2-chat/hub', import.meta.url));
const executablePath = chromiumPath();
const isSkipped = executablePath === undefined && process.env['CI'] !== 'true';
if (isSkipped) console.warn('The page of the chat is not tested: there is no Chromium on this machine (Debian: apt-get install chromium).');

interface Running {
  readonly address: string;
  readonly child: ChildProcess;
  /** What it has printed so far. */
  readonly printed: () => string;
}

/** Waits until it is so. How long that takes says nothing: the machine may be busy. */
const soon = <T>(look: () => T): ReturnType<typeof expect.poll<T>> => expect.poll(look, { timeout: 30_000 });

/** Runs a program of the folder as a learner does. */
function start(folder: string, file: string, env: Readonly<Record<string, string>>): { readonly child: ChildProcess; readonly printed: () => string } {
  const child = spawn(process.execPath, [launcher, 'run', file], { cwd: folder, env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => { text += bytes.toString(); });
  return { child, printed: () => text };
}

async function startServer(folder: string): Promise<Running> {
  const { child, printed } = start(folder, 'main.ts', { PORT: '0' });
  await soon(printed).toMatch(/http:\/\/127\.0\.0\.1:\d+/);
  return { address: /http:\/\/127\.0\.0\.1:\d+/.exec(printed())?.[0] ?? '', child, printed };
}

async function stop({ child }: Running): Promise<number | null> {
  const exit = once(child, 'exit');
  child.kill('SIGINT');
  const [code] = await exit as [number | null];
  return code;
}

describe.skipIf(isSkipped)('the chat in Chromium', { timeout: 120_000 }, () => {
  let browser: Browser;
  let folder: TemporaryFolder;

  beforeAll(async () => {
    await ensureBuilt();
    folder = await temporaryFolder();
    await cp(solution, folder.path, { recursive: true });
    browser = await chromium.launch({ ...(executablePath === undefined ? {} : { executablePath }), args: ['--no-sandbox'] });
  }, 120_000);

  afterAll(async () => {
    await browser.close();
    await folder[Symbol.asyncDispose]();
  });

  async function enter(address: string, name: string): Promise<Page> {
    const page = await browser.newPage();
    const wrong: string[] = [];
    page.on('pageerror', (error) => wrong.push(error.message));
    onTestFinished(async () => {
      await page.close();
      expect(wrong).toEqual([]);
    });
    await page.goto(address);
    await page.getByLabel('Name').fill(name);
    await page.getByLabel('Password').fill('tea');
    await page.getByRole('button', { name: 'Come in' }).click();
    await page.getByRole('button', { name: 'Join' }).click();
    await soon(() => page.locator('#members').innerText()).toContain(name);
    return page;
  }

  const text = (page: Page, id: string): Promise<string> => page.locator(`#${id}`).innerText();

  async function say(page: Page, words: string): Promise<void> {
    await page.getByLabel('Message').fill(words);
    await page.getByRole('button', { name: 'Send' }).click();
  }

  test('two people and a terminal talk, type, read, share a file, write in private; the end is told, and the history survives it', async () => {
    const server = await startServer(folder.path);
    onTestFinished(() => { server.child.kill('SIGKILL'); });
    const ann = await enter(server.address, 'ann');
    const bob = await enter(server.address, 'bob');
    await soon(() => text(ann, 'members')).toBe('ann\nbob');
    await soon(() => text(ann, 'online')).toBe('ann\nbob');

    // It is there for three seconds only.
    await ann.evaluate(`window.shown = []; new MutationObserver(() => shown.push(document.getElementById('typing').textContent)).observe(document.getElementById('typing'), { childList: true })`);
    await bob.getByLabel('Message').pressSequentially('hel');
    await soon(() => ann.evaluate('window.shown.join()')).toContain('bob typing …');
    await say(bob, '<b>hello</b>');
    await soon(() => text(ann, 'messages')).toContain('bob: <b>hello</b>');
    await soon(() => text(ann, 'typing')).toBe('');
    await soon(() => text(bob, 'read')).toBe('Read by ann');

    await ann.getByLabel('File').setInputFiles({ name: 'cat.txt', mimeType: 'text/plain', buffer: Buffer.from('miaow') });
    await say(ann, 'look');
    const [download] = await Promise.all([bob.waitForEvent('download'), bob.getByRole('button', { name: 'cat.txt (5 bytes)' }).click()]);
    expect(download.suggestedFilename()).toBe('cat.txt');

    const terminal = start(folder.path, 'client.ts', { CHAT: server.address });
    onTestFinished(() => { terminal.child.kill('SIGKILL'); });
    for (const [asked, answer] of [['Name: ', 'cleo'], ['Password: ', 'tea']] as const) {
      await soon(terminal.printed).toContain(asked);
      terminal.child.stdin?.write(`${answer}\n`);
    }
    await soon(terminal.printed).toContain('in #lobby: ann, bob, cleo');
    terminal.child.stdin?.write('from the terminal\n/to @ann only for you\n');
    await soon(() => text(bob, 'messages')).toContain('cleo: from the terminal');
    await ann.locator('#online').getByRole('button', { name: 'cleo' }).click();
    await soon(() => text(ann, 'messages')).toContain('cleo: only for you');

    expect(await stop(server)).toBe(0);
    expect(server.printed()).toContain('The chat has ended.');
    await soon(() => text(bob, 'status')).toContain('closed (1001');
    await soon(terminal.printed).toContain('closed (1001');

    const again = await startServer(folder.path);
    onTestFinished(() => { again.child.kill('SIGKILL'); });
    const later = await enter(again.address, 'bob');
    await soon(() => text(later, 'messages')).toMatch(/<b>hello<\/b>[^]*look cat\.txt[^]*from the terminal/);
    expect(await text(later, 'messages')).not.toContain('only for you');
    expect(await stop(again)).toBe(0);
  });

  test('a wrong password and a guest who speaks are told so', async () => {
    const server = await startServer(folder.path);
    onTestFinished(() => { server.child.kill('SIGKILL'); });
    const page = await browser.newPage();
    await page.goto(server.address);
    await page.getByLabel('Name').fill('ann');
    await page.getByLabel('Password').fill('coffee');
    await page.getByRole('button', { name: 'Come in' }).click();
    await soon(() => text(page, 'status')).toBe('This name and password are not known.');
    await page.getByLabel('Name').fill('guest');
    await page.getByLabel('Password').fill('');
    await page.getByRole('button', { name: 'Come in' }).click();
    await page.getByRole('button', { name: 'Join' }).click();
    await soon(() => text(page, 'members')).toBe('guest');
    await say(page, 'hello');
    await soon(() => text(page, 'status')).toBe('Refused: not-allowed.');
    expect(await stop(server)).toBe(0);
  });
});
