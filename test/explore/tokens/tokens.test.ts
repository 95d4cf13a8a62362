import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { ensureBuilt } from '../../support/built.ts';

test('tokens of long ago lead to what they led to then; when they no longer can, `schedulerVersion` is raised and this file renewed (vitest -u)', async () => {
  await ensureBuilt();
  const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'print-tokens.mjs')], { maxBuffer: 32 << 20 });
  expect(stdout).not.toContain('NOT AGAIN');
  await expect(stdout).toMatchFileSnapshot('tokens.json');
}, 120_000);
