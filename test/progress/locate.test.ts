import { chmod, mkdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { findWorkspace, locateState } from '../../src/progress/index.ts';
import { asOrdinaryUser } from '../support/ordinary-user.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('a workspace is found from any folder in it', async () => {
  await using folder = await temporaryFolder();
  await mkdir(`${folder.path}/.concurrency-tutor`);
  await mkdir(`${folder.path}/a/b`, { recursive: true });
  const workspace = { root: folder.path, stateFolder: `${folder.path}/.concurrency-tutor` };
  expect(findWorkspace(`${folder.path}/a/b`)).toEqual(workspace);
  expect(findWorkspace(folder.path)).toEqual(workspace);
});

test('the nearest workspace counts', async () => {
  await using folder = await temporaryFolder();
  await mkdir(`${folder.path}/.concurrency-tutor`);
  await mkdir(`${folder.path}/inner/.concurrency-tutor`, { recursive: true });
  expect(findWorkspace(`${folder.path}/inner`)?.root).toBe(`${folder.path}/inner`);
});

test('a file of the folder\'s name does not make a workspace', async () => {
  await using folder = await temporaryFolder();
  await folder.write('.concurrency-tutor', '');
  expect(findWorkspace(folder.path)).toBeUndefined();
});

test('a folder that one may not look into is no workspace, and no crash', async () => {
  await using folder = await temporaryFolder();
  await mkdir(`${folder.path}/.concurrency-tutor`);
  await chmod(folder.path, 0o600);
  using _ordinary = asOrdinaryUser();
  expect(findWorkspace(folder.path)).toBeUndefined();
});

test('in a workspace its own folder holds the state, elsewhere the user\'s', async () => {
  await using folder = await temporaryFolder();
  const env = { CONCURRENCY_TUTOR_HOME: `${folder.path}/home` };
  expect(locateState(folder.path, env)).toBe(`${folder.path}/home`);
  expect(locateState(folder.path, {})).toMatch(/concurrency-tutor/);
  await mkdir(`${folder.path}/.concurrency-tutor`);
  expect(locateState(folder.path, env)).toBe(`${folder.path}/.concurrency-tutor`);
});
