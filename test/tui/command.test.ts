/** The real command in a real terminal, with a small course. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { ensureBuilt, launcher } from '../support/built.ts';
import { fixtureCourse } from '../support/course-copy.ts';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';
import { keys, Terminal } from './terminal.ts';

beforeAll(ensureBuilt, 120_000);

function open(home: TemporaryFolder, words: readonly string[], columns = 80, rows = 24): Terminal {
  return new Terminal(process.execPath, [launcher, ...words], {
    columns, rows, cwd: home.path, env: { CONCURRENCY_TUTOR_COURSE: fixtureCourse, CONCURRENCY_TUTOR_HOME: home.path },
  });
}

test.each([[80, 24], [40, 12]])('at %i columns and %i rows: the first lesson, a question, a pitfall that really runs, and out', async (columns, rows) => {
  await using home = await temporaryFolder();
  const terminal = open(home, [], columns, rows);
  try {
    await terminal.shows('Start with lesson 1: Goroutines');
    terminal.type(`${keys.enter}]]]]${keys.enter}`);
    await terminal.shows('1.P1 Nobody on the other side');
    terminal.type('r');
    await terminal.shows(/a deadlock under \d+ of 200/);
    terminal.type('f');
    await terminal.shows(/nothing caught/);
    terminal.type(`q]${keys.enter}`);
    await terminal.shows('Question 1');
    terminal.type('1');
    await terminal.shows(/✓ Right\.|✗ Not quite\./);
    terminal.type('qqq');
    expect(await terminal.exitCode()).toBe(0);
    await terminal.shows('Go on with: concurrency-tutor');
    expect(terminal.isAlternate).toBe(false);
    expect(terminal.isCursorHidden).toBe(false);
    const state = JSON.parse(await readFile(join(home.path, 'courses', 'small', 'state.json'), 'utf8'));
    expect(Object.keys(state.lessons['lesson-1'].answers)).toEqual(['1.Q1']);
  } finally {
    terminal.close();
  }
});

test('lesson N opens that lesson, and the next start continues it', async () => {
  await using home = await temporaryFolder();
  const first = open(home, ['lesson', '1', '--section', 'snippet']);
  await first.shows('[Snippet]');
  first.type(keys.ctrlC);
  expect(await first.exitCode()).toBe(130);
  first.close();
  const second = open(home, []);
  try {
    await second.shows('Continue lesson 1: Goroutines');
    second.type(keys.enter);
    await second.shows('[Snippet]');
  } finally {
    second.close();
  }
});

test('where progress cannot be saved the lesson is shown all the same, and the tutor says so', async () => {
  await using home = await temporaryFolder();
  await home.write('taken', 'a file where the folder should be');
  const terminal = new Terminal(process.execPath, [launcher, 'lesson', '1'], {
    columns: 80, rows: 24, cwd: home.path, env: { CONCURRENCY_TUTOR_COURSE: fixtureCourse, CONCURRENCY_TUTOR_HOME: join(home.path, 'taken') },
  });
  try {
    await terminal.shows('› Explanation');
    await terminal.shows('cannot be saved');
    terminal.type(`${keys.down}qq`);
    expect(await terminal.exitCode()).toBe(0);
    await terminal.shows('It is not saved.');
  } finally {
    terminal.close();
  }
});
