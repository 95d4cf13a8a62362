import { renameSync, writeFileSync } from 'node:fs';
import { readdir, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { ensureBuilt, launcher } from '../support/built.ts';
import { smallCourse } from '../support/tutor.ts';
import { newWorkspace, type TestWorkspace } from '../support/workspace.ts';
import { Terminal } from '../tui/terminal.ts';

beforeAll(ensureBuilt, 120_000);

const folder = 'exercises/exercise-1-adder';
const file = `${folder}/adder.ts`;
const neverAwaits = 'export async function sum(): Promise<number> {\n  for (;;) { /* never awaits */ }\n}\n';

/** A terminal with `watch` in it. Where it keeps what it makes for the judge can be looked at. */
function watching(workspace: TestWorkspace, ...args: string[]): Terminal {
  const screen = new Terminal(process.execPath, [launcher, 'watch', '--schedules', '2', ...args], {
    columns: 100, rows: 60, cwd: workspace.path, env: { CONCURRENCY_TUTOR_COURSE: smallCourse, LANG: 'C.UTF-8', NO_COLOR: '1' },
  });
  onTestFinished(() => screen.close());
  return screen;
}

/** How often something stands in what was written. */
function times(screen: Terminal, words: RegExp): number {
  return screen.output.match(new RegExp(words, 'g'))?.length ?? 0;
}

test('saving checks again; a pass stays on the exercise until somebody says to go on', async () => {
  await using workspace = await newWorkspace();
  const screen = watching(workspace, '1');
  await screen.shows(/failed {2}exercise-1.*[\s\S]*Watching for changes/);
  await workspace.solve('exercise-1-adder', '01-adder/loop');
  await screen.shows(/changed, checking[\s\S]*passed {2}exercise-1[\s\S]*Watching for changes/);
  expect((await workspace.state()).exercises['exercise-1']).toMatchObject({ state: 'passed', attempts: 1 });
  expect(screen.text()).not.toContain('exercise-2,');
  screen.type('n');
  await screen.shows(/exercise-2, .*checking/);
  expect((await workspace.state()).current).toBe('exercise-2');
  screen.type('q');
  expect(await screen.exitCode()).toBe(0);
});

test('a check that is running is ended by the next save, and hears no keys but those that leave', async () => {
  await using workspace = await newWorkspace();
  await workspace.write(file, neverAwaits);
  const screen = watching(workspace, '1');
  await screen.shows('can be loaded');
  screen.type('nph');
  await workspace.solve('exercise-1-adder', '01-adder/loop');
  await screen.shows(/changed, checking[\s\S]*passed {2}exercise-1/);
  expect(screen.output).not.toMatch(/did not come back|exercise-2|Hint/);
  screen.type('\u0003');
  expect(await screen.exitCode()).toBe(130);
});

test('r checks again, h gives the next hint, and the first exercise has none before it', async () => {
  await using workspace = await newWorkspace();
  const screen = watching(workspace, '1');
  await screen.shows('Watching for changes');
  screen.type('h');
  await screen.shows('Hint 1 of 3');
  screen.type('p');
  await screen.shows('This is the first exercise.');
  screen.type('r');
  await screen.shows(/checking again[\s\S]*failed {2}exercise-1/);
  screen.type('q');
  expect(await screen.exitCode()).toBe(0);
});

test('many saves at once are one check, however an editor saves', async () => {
  await using workspace = await newWorkspace();
  const screen = watching(workspace, '1');
  await screen.shows('Watching for changes');
  const solved = await workspace.read(file);
  // In one go, so that no machine can be so slow that time passes in between.
  for (let round = 0; round < 5; round += 1) writeFileSync(`${workspace.path}/${file}`, `${solved}// ${round}\n`);
  writeFileSync(`${workspace.path}/${folder}/adder.ts.new`, `${solved}// at last\n`);
  renameSync(`${workspace.path}/${folder}/adder.ts.new`, `${workspace.path}/${file}`);
  await screen.until('the second end', () => times(screen, /Watching for changes/) === 2);
  expect(times(screen, /changed, checking/)).toBeLessThanOrEqual(2);
  screen.type('q');
  expect(await screen.exitCode()).toBe(0);
});

test('without a terminal and without file events it says the same in plain lines, and a signal ends it', async () => {
  await using workspace = await newWorkspace();
  let printed = '';
  const ended = await workspace.tutor(['watch', '1', '--poll', '--schedules', '2'], {
    onStart(child) {
      let saved = false;
      child.stdout?.on('data', (text: string) => {
        printed += text;
        if (!saved && printed.includes('Watching for changes')) {
          saved = true;
          void workspace.solve('exercise-1-adder', '01-adder/loop');
        }
        if (printed.includes('passed  exercise-1') && printed.trimEnd().endsWith('to stop.')) child.kill('SIGTERM');
      });
    },
  });
  expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code: 143, stderr: '' });
  expect(ended.stdout).not.toContain('\u001B');
  expect(ended.stdout).toMatch(/failed {2}exercise-1[\s\S]*Watching for changes\. Interrupt to stop\.[\s\S]*changed, checking[\s\S]*passed {2}exercise-1/);
});

test('what was prepared for a next check is cleared away', async () => {
  await using workspace = await newWorkspace();
  const screen = watching(workspace, '1');
  await screen.shows('Watching for changes');
  const own = async () => (await readdir(tmpdir())).filter((name) => name.startsWith(`concurrency-tutor-${screen.pid}-`));
  screen.type('q');
  expect(await screen.exitCode()).toBe(0);
  expect(await own()).toEqual([]);
});

test('an exercise that is not there is exit code 3', async () => {
  await using workspace = await newWorkspace();
  await rename(`${workspace.path}/${folder}`, `${workspace.path}/elsewhere`);
  expect(await workspace.tutor(['watch', '1'])).toMatchObject({ code: 3, stderr: expect.stringContaining('init --add-missing') });
});
