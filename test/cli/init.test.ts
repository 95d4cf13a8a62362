import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, mkdir, readdir, symlink } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { ensureBuilt } from '../support/built.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { tutor } from '../support/tutor.ts';
import { newWorkspace } from '../support/workspace.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { version, dependencies } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as { version: string; dependencies: Record<string, string> };

beforeAll(ensureBuilt, 120_000);

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => `${entry.parentPath}/${entry.name}`.slice(folder.length + 1)).toSorted();
}

test('init makes a workspace with every starter, and says what comes next', async () => {
  await using folder = await temporaryFolder();
  const { code, stdout, stderr } = await tutor(['init', 'my course'], { cwd: folder.path });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain(`Made a workspace in ${folder.path}/my course: 3 exercises, 14 files.`);
  expect(stdout).toContain("  cd 'my course'\n");
  expect(stdout).toContain('npm install');
  expect(await filesIn(`${folder.path}/my course`)).toEqual([
    '.concurrency-tutor/state.json',
    '.github/workflows/concurrency-tutor.yml',
    '.gitignore',
    'README.md',
    'exercises/exercise-1-adder/README.md',
    'exercises/exercise-1-adder/adder.ts',
    'exercises/exercise-2-echo/README.md',
    'exercises/exercise-2-echo/echo.ts',
    'exercises/exercise-2-echo/notes.ts',
    'exercises/project-1-relay/README.md',
    'exercises/project-1-relay/lib/step.ts',
    'exercises/project-1-relay/relay.ts',
    'package.json',
    'tsconfig.json',
  ]);
});

test('the generated files pin the version, explain npm install, and check everything in CI', async () => {
  await using workspace = await newWorkspace();
  const manifest = JSON.parse(await workspace.read('package.json')) as { description: string; devDependencies: Record<string, string>; type: string };
  expect(manifest.devDependencies).toEqual({ 'concurrency-tutor': version, '@types/node': dependencies['@types/node'], typescript: dependencies['typescript'] });
  expect(manifest.description).toContain('npm install');
  expect(manifest.type).toBe('module');
  expect(await workspace.read('README.md')).toContain('npm install');
  expect(await workspace.read('.github/workflows/concurrency-tutor.yml')).toContain(`npx --yes concurrency-tutor@${version} check --all`);
  expect(await workspace.read('exercises/exercise-1-adder/README.md')).not.toContain('<!--');
  expect(JSON.parse(await workspace.read('.concurrency-tutor/state.json'))).toEqual({ schema: 'concurrency-tutor/state/v1', lessons: {}, exercises: {} });
});

test('after npm install the starters satisfy the type checker', async () => {
  await using workspace = await newWorkspace();
  // What npm install would put there.
  await mkdir(`${workspace.path}/node_modules/@types`, { recursive: true });
  await symlink(root, `${workspace.path}/node_modules/concurrency-tutor`, 'dir');
  await symlink(`${root}/node_modules/@types/node`, `${workspace.path}/node_modules/@types/node`, 'dir');
  const checked = await promisify(execFile)(process.execPath, [`${root}/node_modules/typescript/bin/tsc`, '-p', workspace.path])
    .catch((error: unknown) => error as { stdout: string });
  expect(checked.stdout).toBe('');
});

test('files that somebody wrote are in the way: all are listed, nothing is written, exit code 3', async () => {
  await using folder = await temporaryFolder();
  await folder.write('README.md', 'mine');
  await folder.write('exercises/exercise-1-adder/adder.ts', 'mine too');
  await folder.write('LICENSE', 'in nobody\'s way');
  const { code, stdout, stderr } = await tutor(['init'], { cwd: folder.path });
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  expect(stderr).toContain('are in the way. Nothing was written.\n  README.md\n  exercises/exercise-1-adder/adder.ts\n');
  expect(stderr).toContain('--add-missing');
  expect(await filesIn(folder.path)).toEqual(['LICENSE', 'README.md', 'exercises/exercise-1-adder/adder.ts']);
  expect(await folder.read('README.md')).toBe('mine');
});

test('a file where a folder belongs is in the way, too', async () => {
  await using folder = await temporaryFolder();
  await folder.write('exercises', 'a file');
  const { code, stderr } = await tutor(['init'], { cwd: folder.path });
  expect(code).toBe(3);
  expect(stderr).toContain('\n  exercises\n');
  expect(await filesIn(folder.path)).toEqual(['exercises']);
});

test('--add-missing writes what is missing and leaves everything else alone', async () => {
  await using folder = await temporaryFolder();
  await folder.write('README.md', 'mine');
  const { code, stdout } = await tutor(['init', '--add-missing'], { cwd: folder.path });
  expect(code).toBe(0);
  expect(stdout).toContain('Left as it is: 1 file that you changed.');
  expect(await folder.read('README.md')).toBe('mine');
  expect(await filesIn(folder.path)).toHaveLength(14);
});

test('--add-missing brings a deleted starter back, from anywhere in the workspace', async () => {
  await using workspace = await newWorkspace();
  await workspace.write('exercises/exercise-2-echo/notes.ts', '// my notes');
  await promisify(execFile)('rm', ['-r', `${workspace.path}/exercises/exercise-1-adder`]);
  const { code, stdout } = await workspace.tutor(['init', '--add-missing', '--cwd', 'exercises/exercise-2-echo']);
  expect(code).toBe(0);
  expect(stdout).toContain('  exercises/exercise-1-adder/adder.ts\n');
  expect(await workspace.read('exercises/exercise-2-echo/notes.ts')).toBe('// my notes');
  expect((await workspace.tutor(['init', '--add-missing'])).stdout).toContain('Nothing is missing');
});

test('running init again says that there is a workspace already', async () => {
  await using workspace = await newWorkspace();
  const again = await workspace.tutor(['init']);
  expect(again).toMatchObject({ code: 3, stdout: '', stderr: expect.stringContaining(`${workspace.path} is a workspace already. Nothing was changed.`) });
  const inside = await workspace.tutor(['init', 'exercises/new']);
  expect(inside).toMatchObject({ code: 3, stderr: expect.stringContaining(`is inside a workspace already: ${workspace.path}.`) });
});

test('an init that was cut short can be run again', async () => {
  await using folder = await temporaryFolder();
  await tutor(['init', 'whole'], { cwd: folder.path });
  // The state comes last, so a cut-short init has none.
  await promisify(execFile)('cp', ['-r', `${folder.path}/whole`, `${folder.path}/cut`]);
  await promisify(execFile)('rm', ['-r', `${folder.path}/cut/.concurrency-tutor`, `${folder.path}/cut/exercises/project-1-relay`, `${folder.path}/cut/package.json`]);
  expect(await tutor(['init', 'cut'], { cwd: folder.path })).toMatchObject({ code: 0 });
  expect(await filesIn(`${folder.path}/cut`)).toHaveLength(14);
});

test('a workspace cannot be a file', async () => {
  await using folder = await temporaryFolder();
  await folder.write('there', '');
  expect(await tutor(['init', 'there'], { cwd: folder.path })).toMatchObject({ code: 3, stderr: expect.stringContaining('is a file.') });
});

test('a folder that may not be written is exit code 3', async () => {
  await using folder = await temporaryFolder();
  await mkdir(`${folder.path}/closed`);
  await chmod(`${folder.path}/closed`, 0o500);
  // Root may write everywhere but in the folders that the kernel makes up.
  const closed = process.getuid?.() === 0 ? '/sys/kernel' : 'closed';
  expect(await tutor(['init', closed], { cwd: folder.path })).toMatchObject({ code: 3, stderr: expect.stringContaining('cannot be written') });
});
