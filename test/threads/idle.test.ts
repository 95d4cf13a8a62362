import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { actors } from './actors.ts';

/** All threads are parked, one of them without its event loop, and main sleeps. Prints the processor time that half a second of this takes, in milliseconds. */
const program = `
import { run, threads, time } from ${JSON.stringify(pathToFileURL(resolve(import.meta.dirname, '../../dist/index.js')).href)};
const actors = threads.module(${JSON.stringify(actors.url)});
await run(async () => {
  const [a, b] = [threads.chan(), threads.chan()];
  threads.go(actors, 'waiting', a);
  threads.go(actors, 'waitingSync', b);
  await a.send(1);
  await b.send(1);
  threads.go(actors, 'waiting', a);
  threads.go(actors, 'waitingSync', b);
  await time.sleep(500);
  const before = process.cpuUsage();
  await time.sleep(500);
  const { user, system } = process.cpuUsage(before);
  console.log((user + system) / 1_000);
});
`;

test('an idle program uses no processor time', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program]);
  expect(Number(stdout)).toBeLessThan(50);
});
