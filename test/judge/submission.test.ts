import { chmod, symlink, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { refusal } from '../../src/judge/submission.ts';
import { asOrdinaryUser } from '../support/ordinary-user.ts';
import { fixture, workspace } from './workshop.ts';

const exercise = fixture('relay', { files: ['relay.ts', 'help.ts'], exports: ['relay', 'stop'], checks: [] });
const good = { 'relay.ts': 'import { chan } from "concurrency-tutor";\nimport { readFile } from "node:fs/promises";\nimport { help } from "./help.ts";\nexport const relay = [chan, help, readFile];\nexport function stop() {}\n', 'help.ts': 'export enum Help { No }\nexport const help = 1;\n' };

test('files that are complete are not refused', async () => {
  expect(await refusal(exercise, await workspace(good))).toBeUndefined();
});

test('a missing file is named', async () => {
  expect(await refusal(exercise, await workspace({ 'relay.ts': good['relay.ts'] }))).toMatchObject({ kind: 'missing-file', rationale: 'There is no file help.ts.' });
});

test('a folder in the place of a file is no file', async () => {
  const folder = await workspace({ 'relay.ts': '' });
  await mkdir(join(folder, 'help.ts'));
  expect(await refusal(exercise, folder)).toMatchObject({ kind: 'missing-file', rationale: 'help.ts is not a file.' });
});

test('a file that may not be read is not called bad TypeScript', async () => {
  const folder = await workspace(good);
  await chmod(join(folder, 'help.ts'), 0);
  await chmod(folder, 0o755);
  using _ordinary = asOrdinaryUser();
  expect(await refusal(exercise, folder)).toMatchObject({ kind: 'missing-file', rationale: 'help.ts cannot be read.' });
});

test('a link out of the folder is refused, a link inside is followed', async () => {
  const elsewhere = await workspace({ 'secret.ts': 'export const help = 1;' });
  const folder = await workspace({ 'relay.ts': good['relay.ts'], 'real.ts': good['help.ts'] });
  await symlink(join(elsewhere, 'secret.ts'), join(folder, 'help.ts'));
  expect(await refusal(exercise, folder)).toMatchObject({ kind: 'missing-file', rationale: expect.stringContaining('leads out of the folder') });

  const inside = await workspace({ 'relay.ts': good['relay.ts'], 'real.ts': good['help.ts'] });
  await symlink('real.ts', join(inside, 'help.ts'));
  expect(await refusal(exercise, inside)).toBeUndefined();
});

test('a link that an import leads through may not leave the folder either', async () => {
  const elsewhere = await workspace({ 'secret.ts': 'export const secret = 1;' });
  const folder = await workspace({ ...good, 'relay.ts': 'import { secret } from "./s.ts";\nexport const relay = secret, stop = 1;' });
  await symlink(join(elsewhere, 'secret.ts'), join(folder, 's.ts'));
  expect(await refusal(exercise, folder)).toMatchObject({ kind: 'load-error', rationale: '"./s.ts" is outside the folder of this exercise.' });
});

test('a file that is too large is refused', async () => {
  expect(await refusal(exercise, await workspace({ ...good, 'help.ts': `// ${'x'.repeat(600_000)}` }))).toMatchObject({ kind: 'missing-file', rationale: expect.stringContaining('at most 524288') });
});

test('a syntax error is shown with its place, whichever file it is in', async () => {
  const first = await refusal(exercise, await workspace({ ...good, 'relay.ts': 'export function relay( {\n' }));
  expect(first).toMatchObject({ kind: 'syntax-error', location: { file: 'relay.ts', line: 2, column: 1 } });
  const second = await refusal(exercise, await workspace({ ...good, 'help.ts': 'export const help = ;\n' }));
  expect(second).toMatchObject({ kind: 'syntax-error', rationale: expect.stringContaining('Unexpected ";"'), location: { file: 'help.ts', line: 1, column: 21 } });
});

test.each([
  ['"lodash"', 'There is no package "lodash" here.'],
  ['"./nowhere.ts"', 'There is no file "./nowhere.ts".'],
  ['"../../../../etc/hostname"', '"../../../../etc/hostname" is outside the folder of this exercise.'],
])('an import of %s is refused where it stands', async (target, rationale) => {
  const cause = await refusal(exercise, await workspace({ ...good, 'relay.ts': `\nimport x from ${target};\nexport const relay = x, stop = 1;\n` }));
  expect(cause).toMatchObject({ kind: 'load-error', rationale, location: { file: 'relay.ts', line: 2 } });
});

test('a missing export is named, with the names that are there', async () => {
  const cause = await refusal(exercise, await workspace({ ...good, 'relay.ts': 'export const Relay = 1;\nconst relay = 1;\nexport default relay;\n' }));
  expect(cause).toMatchObject({ kind: 'missing-export', rationale: 'relay.ts does not export `relay`, `stop`. It exports `Relay`, `default`.' });
});

test('the folder\'s own configuration has no say', async () => {
  const folder = await workspace({ ...good, 'tsconfig.json': '{ "compilerOptions": { "paths": { "./help.ts": ["/etc/passwd"] } } }', 'package.json': '{ "type": "commonjs", "sideEffects": false }' });
  expect(await refusal(exercise, folder)).toBeUndefined();
});
