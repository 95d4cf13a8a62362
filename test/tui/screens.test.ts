import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keys, Terminal } from './terminal.ts';

const entry = new URL('./start-sample.ts', import.meta.url).pathname;
let folder: string;
let terminal: Terminal;

beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'tutor-screens-')); });

afterEach(async () => {
  terminal.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(columns: number, rows: number, env: Record<string, string> = {}): Promise<Terminal> {
  terminal = new Terminal(process.execPath, ['--import', 'tsx', entry, folder], { columns, rows, env });
  await terminal.shows('Lessons');
  return terminal;
}

async function openLesson(columns: number, rows: number): Promise<Terminal> {
  await open(columns, rows);
  terminal.type(keys.enter);
  await terminal.shows(/› Explanation/);
  return terminal;
}

async function saved(): Promise<{ lessons: Record<string, { sectionsRead: string[]; answers: Record<string, unknown> }> }> {
  return JSON.parse(await readFile(join(folder, 'state.json'), 'utf8'));
}

function expectWhole(columns: number, rows: number): void {
  const all = terminal.rows();
  expect(all).toHaveLength(rows);
  for (const row of all) expect(stringWidth(row)).toBeLessThanOrEqual(columns);
  expect(all[0]).toMatch(/\S/);
  expect(all.at(-1)).toMatch(/keys|close/);
}

describe.each([[80, 24], [40, 12]])('in a window of %i columns and %i rows', (columns, rows) => {
  test('a lesson is opened, a question answered, a pitfall run, and the tutor left', async () => {
    await openLesson(columns, rows);
    expectWhole(columns, rows);
    terminal.type(']]]]');
    await terminal.shows('99.P1');
    terminal.type(keys.enter);
    await terminal.shows('The send waits for ever.');
    expectWhole(columns, rows);
    terminal.type('r');
    await terminal.shows(/a deadlock under 180 of 200/);
    expectWhole(columns, rows);
    terminal.type('f');
    await terminal.shows(/nothing caught/);
    terminal.type('q]');
    await terminal.shows('99.Q1');
    terminal.type(keys.enter);
    await terminal.shows('2. When somebody receives');
    expect(terminal.text()).not.toContain('An unbuffered send is a meeting.');
    terminal.type('1');
    await terminal.shows('Not quite');
    await terminal.shows(/1 is wrong\. Only a buffer/);
    expectWhole(columns, rows);
    terminal.type('qqq');
    expect(await terminal.exitCode()).toBe(0);
    await terminal.shows('Go on with: concurrency-tutor');
    expect(terminal.text().replaceAll('\n', '')).toContain('1 question answered (0 right), 2 programs run');
    expect(terminal.isAlternate).toBe(false);
    expect(terminal.isCursorHidden).toBe(false);
    const { lessons } = await saved();
    expect(lessons['lesson-1']).toMatchObject({ section: 'questions', answers: { '99.Q1': { choice: 0, correct: false } } });
    expect(lessons['lesson-1']?.sectionsRead).toEqual(expect.arrayContaining(['99.P1', 'pitfalls', 'questions']));
  });
});

test('keys that arrive in one chunk are all taken, in order', async () => {
  await open(80, 24);
  terminal.type('jj\r');
  await terminal.shows(/Exercise|exercise/);
  await terminal.shows('Parallel sum');
});

test('arrow sequences in one chunk are all taken', async () => {
  await open(80, 24);
  terminal.type(`${keys.down}${keys.down}${keys.down}${keys.enter}`);
  await terminal.shows('Data pipeline');
});

test('Esc followed at once by a letter is two keys', async () => {
  await openLesson(80, 24);
  terminal.type(`${keys.escape}j`);
  await terminal.shows('› Next, lesson 2');
});

test('a thousand keys in one write neither hang nor get lost', async () => {
  await openLesson(80, 24);
  terminal.type('j'.repeat(1000));
  await terminal.shows('end');
  terminal.type('k'.repeat(1000));
  await terminal.shows('Lesson 1: Goroutines');
});

test('pasted text is not taken for keys', async () => {
  await open(80, 24);
  terminal.type('\u001b[200~qqq\u001b[201~?');
  await terminal.shows('Everywhere');
});

test('the window is resized at any time, header and footer stay and the scrollback is never wiped', async () => {
  await openLesson(80, 24);
  for (const [columns, rows] of [[60, 20], [120, 40], [40, 12], [41, 10], [79, 15], [200, 60], [80, 16]] as const) {
    terminal.resize(columns, rows);
    await terminal.until(`a frame of ${columns}x${rows}`, (text) => {
      const all = text.split('\n');
      return all.length === rows && /keys/.test(all.at(-1) ?? '') && /Lesson 1/.test(all[0] ?? '') && !all.slice(0, -1).some((row) => row.includes('? all keys'));
    });
    expectWhole(columns, rows);
  }
  expect(terminal.output).not.toContain('\u001b[3J');
  expect(terminal.output).not.toContain('\u001b[2J');
});

test('after a resize the screen is the same as in a window that had this size from the start', async () => {
  const resized = await openLesson(100, 30);
  resized.resize(60, 18);
  await resized.until('the narrow frame', (text) => text.includes('↓') && text.split('\n').every((row) => stringWidth(row) <= 60) && /sections? read$/m.test(text));
  const narrow = await openLesson(60, 18);
  // Either may still be half drawn; once both are whole, they are the same.
  await narrow.until('the screen of the resized window', (text) => text.includes('[Explanation]') && text === resized.text());
  resized.close();
});

test('a window that is too small says so, keeps the place, and recovers', async () => {
  await openLesson(80, 24);
  terminal.type(']');
  await terminal.shows('[Where to use]');
  terminal.resize(38, 9);
  await terminal.shows('Make the window at least 40x10');
  terminal.resize(80, 24);
  await terminal.shows('[Where to use]');
});

test.each([
  ['Ctrl-C', () => terminal.type(keys.ctrlC), 130],
  ['Ctrl-C behind other keys', () => terminal.type(`jj${keys.ctrlC}`), 130],
  ['SIGINT', () => process.kill(terminal.pid, 'SIGINT'), 130],
  ['SIGTERM', () => process.kill(terminal.pid, 'SIGTERM'), 143],
  ['SIGHUP', () => process.kill(terminal.pid, 'SIGHUP'), 143],
])('%s gives the terminal back as it was', async (_, leave, code) => {
  await openLesson(80, 24);
  leave();
  expect(await terminal.exitCode()).toBe(code);
  expect(terminal.isAlternate).toBe(false);
  expect(terminal.isCursorHidden).toBe(false);
  expect(terminal.output.lastIndexOf('\u001b[?2004l')).toBeGreaterThan(terminal.output.lastIndexOf('\u001b[?2004h'));
});

test('an error of ours gives the terminal back before it is told', async () => {
  terminal = new Terminal(process.execPath, ['--import', 'tsx', entry, folder, 'broken'], { columns: 80, rows: 24 });
  await terminal.shows('Lessons');
  terminal.type(keys.enter);
  expect(await terminal.exitCode()).toBe(4);
  expect(terminal.isAlternate).toBe(false);
  expect(terminal.isCursorHidden).toBe(false);
  await terminal.shows('planted error');
});

test('the screens are drawn in a terminal although CI is set', async () => {
  await open(80, 24, { CI: 'true' });
  expectWhole(80, 24);
});

test('without colour nothing is coloured', async () => {
  await open(80, 24, { FORCE_COLOR: '0' });
  terminal.type(keys.enter);
  await terminal.shows('`go(f)`');
  expect(terminal.output).not.toMatch(/\u001b\[[0-9;]*[1-9][0-9;]*m/);
});

test('one key repaints little', async () => {
  await open(80, 24);
  const before = terminal.output.length;
  terminal.type('j');
  await terminal.shows('› Lessons');
  expect(terminal.output.length - before).toBeLessThan(1024);
});
