import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { ensureBuilt, launcher } from '../support/built.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { tutor } from '../support/tutor.ts';
import { Terminal } from '../tui/terminal.ts';

beforeAll(ensureBuilt, 120_000);

/** The course that comes with the program. */
const wholeCourse = { CONCURRENCY_TUTOR_COURSE: '' };

test('the reference is at work before anybody has written a line; in a pipe its output is plain, and its source stays hidden', async () => {
  await using folder = await temporaryFolder();
  const { code, stdout, stderr } = await tutor(['demo', 'worker-pool'], { cwd: folder.path, env: wholeCourse });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('done: sent to ada@example.org');
  expect(stdout).toMatch(/That was our solution of exercise-3: \d+\.\d s, \d+ goroutines at most\./);
  expect(stdout).not.toContain('\u001B');
  expect(stdout).not.toMatch(/\bconst\b|\bawait\b|=>/);
});

test('a terminal shows live figures below the output', async () => {
  await using folder = await temporaryFolder();
  const screen = new Terminal(process.execPath, [launcher, 'demo', '3'], { columns: 80, rows: 24, cwd: folder.path, env: { LANG: 'C.UTF-8', CONCURRENCY_TUTOR_HOME: `${folder.path}/.home` } });
  onTestFinished(() => screen.close());
  expect(await screen.exitCode()).toBe(0);
  expect(screen.output).toMatch(/exercise-3: \d+\.\d s, \d+ goroutines?, \d+ at most/);
});

test('Ctrl-C ends the demonstration and its process', async () => {
  await using folder = await temporaryFolder();
  const screen = new Terminal(process.execPath, [launcher, 'demo', '8'], { columns: 80, rows: 24, cwd: folder.path, env: { LANG: 'C.UTF-8', CONCURRENCY_TUTOR_HOME: `${folder.path}/.home` } });
  onTestFinished(() => screen.close());
  await screen.until('the figures', () => /exercise-8: \d/.test(screen.output));
  screen.type('\u0003');
  expect(await screen.exitCode()).toBe(130);
  expect(screen.output).toContain('Interrupted.');
});

test.for([
  [['demo', 'adr'], 2, 'Did you mean adder?'],
  [['demo', '1'], 3, 'exercise-1 has no demonstration.'],
  [['demo', './nowhere'], 2, 'does not lead into an exercise'],
] as const)('%j has exit code %i', async ([args, code, message]) => {
  await using folder = await temporaryFolder();
  expect(await tutor(args, { cwd: folder.path })).toMatchObject({ code, stdout: '', stderr: expect.stringContaining(message) });
});
