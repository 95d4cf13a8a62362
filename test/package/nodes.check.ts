import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureBuilt } from '../support/built.ts';

const tokens = resolve(import.meta.dirname, '..', 'explore', 'tokens');
const scratch = await mkdtemp(join(tmpdir(), 'concurrency-tutor-nodes-'));

beforeAll(ensureBuilt);
afterAll(() => rm(scratch, { recursive: true, force: true }));

async function installNode(node: string): Promise<string> {
  const folder = await mkdtemp(join(scratch, 'node-'));
  await writeFile(join(folder, 'package.json'), '{ "allowScripts": { "node": true } }');
  await promisify(execFile)('npm', ['install', '--no-save', `node@${node}`], { cwd: folder });
  return join(folder, 'node_modules', 'node', 'bin', 'node');
}

test.each(['22.12.0', '22', '24', '26'])('Node %s finds the same under the same tokens, event for event', async (node) => {
  const { stdout } = await promisify(execFile)(await installNode(node), [join(tokens, 'print-tokens.mjs')], { maxBuffer: 32 << 20 });
  expect(stdout).toBe(await readFile(join(tokens, 'tokens.json'), 'utf8'));
});
