import { execFile } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt } from '../support/built.ts';
import { isFullTier, leftToFullTier } from '../support/full-tier.ts';
import { judgeDesign } from './other-design.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const starter = `${root}/exercises/project-2-chat/starter`;
const solutions = ['hub', 'lock'];
const supplied = ['protocol.ts', 'options.ts', 'socket.ts', 'storage.ts', 'sqlite.ts', 'web.ts', 'users.ts', 'main.ts', 'client.ts', 'demo.ts', 'page.html'];

// The learner's copy may be changed for an experiment; the checks have their own.
test('what is supplied is the same for learners, for the checks, and in the solutions', async () => {
  const support = `${root}/exercises/project-2-chat/support`;
  const places = [...solutions.map((name) => `${root}/solutions/project-2-chat/${name}`)];
  for (const file of supplied) {
    const given = await readFile(`${starter}/${file}`, 'utf8');
    for (const place of places) expect(await readFile(`${place}/${file}`, 'utf8'), `${place}/${file}`).toBe(given);
  }
  for (const file of await readdir(support)) expect(await readFile(`${support}/${file}`, 'utf8'), file).toBe(await readFile(`${starter}/${file}`, 'utf8'));
});

test('the suite accepts a correct chat of another design: queries run beside, answers come late, rooms stay', { timeout: 120_000 }, async () => {
  const files = Object.fromEntries(supplied.filter((file) => file.endsWith('.ts')).map((file) => [file, `exercises/project-2-chat/starter/${file}`]));
  expect(await judgeDesign('chat', { ...files, 'chat.ts': 'test/exercises/project-2-chat/patient.ts' })).toMatchObject({ kind: 'pass' });
});

describe('many clients on a real network', () => {
  beforeAll(ensureBuilt, 120_000);

  const crowd = isFullTier ? { clients: 1000, messages: 1 } : { clients: 100, messages: 3 };
  leftToFullTier('a chat of 1,000 clients, which takes some minutes for each solution; here are 100');

  test.each(solutions)('no message is lost, repeated or out of order, and the shutdown keeps all: %s', { timeout: 900_000 }, async (solution) => {
    const { stdout } = await promisify(execFile)(process.execPath, [`${root}/test/exercises/project-2-chat/load.ts`, solution, String(crowd.clients), String(crowd.messages)], { cwd: tmpdir() });
    const history = JSON.parse(stdout) as { readonly kept: number };
    expect(history).toMatchObject({ missing: 0, repeated: 0, disordered: 0, unanswered: 0, stranger: 4401, codes: [1001], shutdown: 'returned', closed: true });
    expect(history.kept).toBeGreaterThan(crowd.clients * crowd.messages);
  });
});
