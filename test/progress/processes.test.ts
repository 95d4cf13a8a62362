import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { openProgress, stateSchema } from '../../src/progress/index.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const times = 200;
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const script = fileURLToPath(new URL('update-often.ts', import.meta.url));

function updateOften(folder: string, id: string, count: number): ChildProcess {
  return spawn(process.execPath, ['--import', tsx, script, folder, id, String(count)], { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}

test('two processes that update at the same time lose nothing', async () => {
  await using folder = await temporaryFolder();
  const children = [updateOften(folder.path, 'one', times), updateOften(folder.path, 'two', times)];
  for (const child of children) child.stdout?.resume();

  expect(await Promise.all(children.map(ended))).toEqual([0, 0]);
  const { state } = await openProgress(folder.path);
  expect(state.exercises['one']?.attempts).toBe(times);
  expect(state.exercises['two']?.attempts).toBe(times);
  expect(state.exercises['shared']?.attempts).toBe(2 * times);
}, 120_000);

test.for([
  ['the new state', /^state\.json\.\d+$/],
  ['the backup', /^state\.json\.bak\.\d+$/],
] as const)('a process killed while it writes %s leaves a valid file, and the next one goes on from it', { timeout: 120_000 }, async ([, temporary]) => {
  await using folder = await temporaryFolder();
  const child = updateOften(folder.path, 'killed', 10_000);
  const acknowledged = await killWhenThere(child, folder.path, temporary);

  const text = await folder.read('state.json');
  expect(stateSchema.safeParse(JSON.parse(text)).success).toBe(true);
  const progress = await openProgress(folder.path);
  expect(progress.warnings).toEqual([]);
  // Whatever was acknowledged is there.
  expect(progress.state.exercises['killed']?.attempts).toBeGreaterThanOrEqual(acknowledged);

  // The dead process still holds the lock; it is taken over when nobody has refreshed it for a while.
  await progress.update((draft) => { draft.current = 'exercise-1'; });
  expect((await openProgress(folder.path)).state.current).toBe('exercise-1');
  expect((await readdir(folder.path)).filter((name) => /\.\d+$/.test(name))).toEqual([]);
});

/** Kills the process when a file of that name appears: it is being written. Gives the number of updates it had acknowledged. */
async function killWhenThere(child: ChildProcess, folder: string, name: RegExp): Promise<number> {
  let acknowledged = 0;
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    acknowledged = Number(text.trim().split('\n').at(-1));
  });
  const watcher = watch(folder, (_event, file) => {
    // The first update makes the file; there must be something to lose.
    if (file !== null && name.test(file) && acknowledged > 2) child.kill('SIGKILL');
  });
  await once(child, 'close');
  watcher.close();
  expect(child.signalCode).toBe('SIGKILL');
  return acknowledged;
}
