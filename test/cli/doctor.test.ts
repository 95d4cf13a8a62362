import { dirname } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { strongestBox } from '../../src/judge/index.ts';
import { doctorDocumentSchema } from '../../src/report/index.ts';
import { ensureBuilt } from '../support/built.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { tutor } from '../support/tutor.ts';

beforeAll(ensureBuilt, 120_000);

const { problem } = await strongestBox();

test.skipIf(problem !== undefined)('where there is a sandbox, doctor tries its walls, and they hold', async () => {
  await using folder = await temporaryFolder();
  const { code, stdout, stderr } = await tutor(['doctor', '--json'], { cwd: folder.path });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { grade, walls } = doctorDocumentSchema.parse(JSON.parse(stdout));
  expect(grade.level).toBe('sandboxed');
  const tried = Object.fromEntries(walls.map(({ name, state }) => [name, state]));
  expect(tried).toMatchObject({ environment: 'holds', network: 'holds', files: 'holds', tree: 'holds' });
});

test('without bubblewrap doctor says which walls are missing and what to install, and fails', async () => {
  await using folder = await temporaryFolder();
  const { code, stdout } = await tutor(['doctor'], { cwd: folder.path, env: { PATH: dirname(process.execPath) } });
  expect(code).toBe(1);
  expect(stdout).toMatch(/- network .* Not here\.|network[\s\S]*Not here/);
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(process.platform === 'linux' ? 'Install bubblewrap' : 'Grade on Linux');
});
