import { readdir } from 'node:fs/promises';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { ensureBuilt, launcher } from '../support/built.ts';
import { smallCourse } from '../support/tutor.ts';
import { newWorkspace, type TestWorkspace } from '../support/workspace.ts';
import { Terminal } from '../tui/terminal.ts';

beforeAll(ensureBuilt, 120_000);

const work = 'exercises/exercise-1-adder/adder.ts';

function terminal(workspace: TestWorkspace, args: readonly string[], env: Record<string, string> = {}): Terminal {
  // Through `env`, because the pty sets TERM itself.
  const words = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const opened = new Terminal('/usr/bin/env', [...words, process.execPath, launcher, ...args], {
    columns: 80, rows: 24, cwd: workspace.path, env: { CONCURRENCY_TUTOR_COURSE: smallCourse, LANG: 'C.UTF-8' },
  });
  onTestFinished(() => opened.close());
  return opened;
}

test('without a command, a terminal gets the screens; q leaves them', async () => {
  await using workspace = await newWorkspace();
  const screen = terminal(workspace, []);
  await screen.shows('Goroutines');
  expect(screen.isAlternate).toBe(true);
  screen.type('q');
  expect(await screen.exitCode()).toBe(0);
  expect(screen.isAlternate).toBe(false);
});

test('lesson opens the screens at that lesson', async () => {
  await using workspace = await newWorkspace();
  const screen = terminal(workspace, ['lesson', 'channels']);
  await screen.shows('Channels');
  await screen.until('the alternate screen', () => screen.isAlternate);
  screen.type('\u0003');
  expect(await screen.exitCode()).toBe(130);
});

test.for([
  [['lesson', '1', '--plain'], {}, 'Lesson 1: Goroutines'],
  [['lesson', '1'], { TERM: 'dumb' }, 'Lesson 1: Goroutines'],
  [['--plain'], {}, 'concurrency-tutor init my-course'],
  [['learn', '--plain'], {}, 'Lessons (0 of 2 read)'],
] as const)('%j with %j is plain text even on a terminal', async ([args, env, words]) => {
  await using workspace = await newWorkspace();
  const screen = terminal(workspace, args, env);
  expect(await screen.exitCode()).toBe(0);
  expect(screen.output).toContain(words);
  expect(screen.output).not.toContain('\u001B[?1049h');
});

test.for([
  ['y\r', 'is back at its starter', 'export async function sum', 1],
  ['n\r', 'Nothing was changed.', '// hours of work', 0],
  ['\r', 'Nothing was changed.', '// hours of work', 0],
  ['\u0003', 'Nothing was changed.', '// hours of work', 0],
  ['\u0004', 'Nothing was changed.', '// hours of work', 0],
] as const)('reset asks; %j says what happens', async ([keys, words, content, backups]) => {
  await using workspace = await newWorkspace();
  await workspace.write(work, '// hours of work');
  const screen = terminal(workspace, ['reset', '1']);
  await screen.shows('[y/N]');
  screen.type(keys);
  expect(await screen.exitCode()).toBe(0);
  expect(screen.text()).toContain(words);
  expect(await workspace.read(work)).toContain(content);
  const kept = await readdir(`${workspace.path}/.concurrency-tutor/backups`).catch(() => []);
  expect(kept).toHaveLength(backups);
});

test('check on a terminal has colour, and leaves no progress line behind', async () => {
  await using workspace = await newWorkspace();
  const screen = terminal(workspace, ['check', '1', '--schedules', '2']);
  expect(await screen.exitCode()).toBe(1);
  expect(screen.output).toContain('\u001B[31m');
  expect(screen.rows()[0]).toBe('exercise-1, Adder');
  expect(screen.rows()).toContain('✗ failed  exercise-1, Adder: 0 of 2 points');
  expect(screen.rows().filter((row) => row.startsWith('exercise-1: '))).toEqual([]);
});

test('NO_COLOR holds on a terminal', async () => {
  await using workspace = await newWorkspace();
  const screen = terminal(workspace, ['list'], { NO_COLOR: '1' });
  expect(await screen.exitCode()).toBe(0);
  expect(screen.output).not.toMatch(/\u001B\[\d+m/);
});

test('Ctrl-C during a check is exit code 130', async () => {
  await using workspace = await newWorkspace();
  await workspace.write(work, 'export async function sum(): Promise<number> {\n  for (;;) { /* never awaits */ }\n}\n');
  const screen = terminal(workspace, ['check', '1']);
  await screen.shows('The sum of all numbers');
  screen.type('\u0003');
  expect(await screen.exitCode()).toBe(130);
  expect(screen.text()).toContain('Interrupted. The check that was running does not count.');
});
