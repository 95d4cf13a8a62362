/** What is typed while the screens are still being loaded, and how the terminal is left when they never come. */
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { ensureBuilt, launcher } from '../support/built.ts';
import { fixtureCourse } from '../support/course-copy.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { keys, Terminal } from './terminal.ts';

beforeAll(ensureBuilt, 120_000);

const entry = new URL('./hold-terminal.ts', import.meta.url).pathname;

function holding(ending: string): Terminal {
  return opened(['--import', 'tsx', entry, ending], {});
}

function opened(words: readonly string[], env: Record<string, string>): Terminal {
  const terminal = new Terminal(process.execPath, words, { columns: 80, rows: 24, env });
  onTestFinished(() => terminal.close());
  return terminal;
}

test('keys typed before the first frame are not echoed, and are there for the screens', async () => {
  const terminal = holding('read');
  await terminal.shows('taken');
  expect(terminal.isCursorHidden).toBe(true);
  terminal.type('jjj');
  await terminal.shows('read 3 keys');
  expect(terminal.text()).not.toContain('j');
  expect(await terminal.exitCode()).toBe(0);
  expect(terminal.isCursorHidden).toBe(false);
});

test.each([['error', 1], ['exit', 7], ['SIGTERM', 143], ['SIGINT', 130]] as const)('the terminal is given back when loading ends with %s', async (ending, code) => {
  const terminal = holding(ending);
  expect(await terminal.exitCode()).toBe(code);
  expect(terminal.text()).toContain('taken');
  expect(terminal.isCursorHidden).toBe(false);
});

test('the real command takes the terminal before the first frame', async () => {
  await using home = await temporaryFolder();
  const terminal = opened([launcher, 'learn'], { CONCURRENCY_TUTOR_COURSE: fixtureCourse, CONCURRENCY_TUTOR_HOME: home.path });
  await terminal.shows('Start with lesson 1');
  expect(terminal.output.indexOf('\u001b[?25l')).toBeLessThan(terminal.output.indexOf('\u001b[?1049h'));
  terminal.type('q');
  expect(await terminal.exitCode()).toBe(0);
  expect(terminal.isCursorHidden).toBe(false);
});

test('a command that is wrong usage gives the terminal back', async () => {
  await using home = await temporaryFolder();
  const terminal = opened([launcher, 'learn', 'nothing'], { CONCURRENCY_TUTOR_COURSE: fixtureCourse, CONCURRENCY_TUTOR_HOME: home.path });
  expect(await terminal.exitCode()).toBe(2);
  expect(terminal.isCursorHidden).toBe(false);
  expect(terminal.text()).toContain('There is no lesson');
});

test('Ctrl-C typed before the first frame leaves as soon as there is one', async () => {
  await using home = await temporaryFolder();
  const terminal = opened([launcher, 'learn'], { CONCURRENCY_TUTOR_COURSE: fixtureCourse, CONCURRENCY_TUTOR_HOME: home.path });
  await terminal.until('the hidden cursor', () => terminal.isCursorHidden);
  terminal.type(keys.ctrlC);
  expect(await terminal.exitCode()).toBe(130);
  expect(terminal.isAlternate).toBe(false);
  expect(terminal.isCursorHidden).toBe(false);
});
