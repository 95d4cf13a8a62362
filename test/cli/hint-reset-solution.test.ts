import { readdir, rm } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import { ensureBuilt } from '../support/built.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { tutor } from '../support/tutor.ts';
import { newWorkspace, type TestWorkspace } from '../support/workspace.ts';

beforeAll(ensureBuilt, 120_000);

const file = 'exercises/exercise-1-adder/adder.ts';

async function markPassed(workspace: TestWorkspace): Promise<void> {
  await workspace.write('.concurrency-tutor/state.json', JSON.stringify({
    schema: 'concurrency-tutor/state/v1', current: 'exercise-1', lessons: {}, exercises: { 'exercise-1': { state: 'passed', attempts: 1, bestScore: 2, hints: 0 } },
  }));
}

test('each hint says more than the one before, and the last stays', async () => {
  await using workspace = await newWorkspace();
  const hint = async (...args: string[]) => (await workspace.tutor(['hint', ...args])).stdout;
  expect(await hint('1')).toBe('Hint 1 of 3 for exercise-1, Adder\n\nLook at the loop.\n\nMore: concurrency-tutor hint exercise-1\n');
  expect(await hint('1')).toContain('A channel can be ranged over.');
  expect(await hint('1')).toContain('for await');
  expect(await hint('1')).toContain('Hint 3 of 3');
  expect(await hint('1', '--level', '1')).toContain('Look at the loop.');
  expect((await workspace.state()).exercises['exercise-1']).toMatchObject({ state: 'started', hints: 3, attempts: 0 });
  expect(await hint('1', '--level', '1', '--quiet')).toBe('Hint 1 of 3 for exercise-1, Adder\n\nLook at the loop.\n');
});

test('hints need no workspace', async () => {
  await using folder = await temporaryFolder();
  expect(await tutor(['hint', 'echo'], { cwd: folder.path })).toMatchObject({ code: 0, stdout: expect.stringContaining('Hint 1 of 3') });
  expect(await tutor(['hint', 'echo'], { cwd: folder.path })).toMatchObject({ code: 0, stdout: expect.stringContaining('Hint 2 of 3') });
});

test('reset puts the starter back and keeps what was there', async () => {
  await using workspace = await newWorkspace();
  const starter = await workspace.read(file);
  await workspace.write(file, '// hours of work');
  await workspace.write('exercises/exercise-1-adder/notes/idea.md', 'keep me');
  const { code, stdout, stderr } = await workspace.tutor(['reset', '1', '--yes']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(await workspace.read(file)).toBe(starter);
  const [stamp = ''] = await readdir(`${workspace.path}/.concurrency-tutor/backups`);
  const backup = `.concurrency-tutor/backups/${stamp}/exercise-1-adder`;
  expect(stdout).toContain(`Your work before is kept in ${workspace.path}/${backup}`);
  expect(await workspace.read(`${backup}/adder.ts`)).toBe('// hours of work');
  expect(await workspace.read(`${backup}/notes/idea.md`)).toBe('keep me');
  expect(stdout).toContain('Left as they are, because the starter does not have them: notes/idea.md');
  expect(await workspace.read('exercises/exercise-1-adder/notes/idea.md')).toBe('keep me');
});

test('reset asks first, so without a terminal it needs --yes: exit code 2, nothing changed', async () => {
  await using workspace = await newWorkspace();
  await workspace.write(file, '// hours of work');
  const { code, stderr } = await workspace.tutor(['reset', '1']);
  expect(code).toBe(2);
  expect(stderr).toContain('Resetting exercise-1 would replace adder.ts. Nothing was changed.\nAdd --yes to go ahead; a backup is kept.');
  expect(await workspace.read(file)).toBe('// hours of work');
});

test('reset of untouched work changes nothing; of a deleted folder, it brings it back', async () => {
  await using workspace = await newWorkspace();
  expect(await workspace.tutor(['reset', '1'])).toMatchObject({ code: 0, stdout: 'exercise-1 is as it was in the beginning. Nothing was changed.\n' });
  await rm(`${workspace.path}/exercises/exercise-1-adder`, { recursive: true });
  expect(await workspace.tutor(['reset', '1', '--yes'])).toMatchObject({ code: 0 });
  expect(await workspace.read(file)).toContain('export async function sum');
});

test('two resets keep two backups', async () => {
  await using workspace = await newWorkspace();
  for (const text of ['// one', '// two']) {
    await workspace.write(file, text);
    await workspace.tutor(['reset', '1', '--yes']);
  }
  const stamps = await readdir(`${workspace.path}/.concurrency-tutor/backups`);
  const kept = await Promise.all(stamps.map((stamp) => workspace.read(`.concurrency-tutor/backups/${stamp}/exercise-1-adder/adder.ts`)));
  expect(kept.toSorted()).toEqual(['// one', '// two']);
});

test('when no backup can be made, reset changes nothing: exit code 3', async () => {
  await using workspace = await newWorkspace();
  await workspace.write(file, '// hours of work');
  await workspace.write('.concurrency-tutor/backups', 'a file is in the way');
  const { code, stderr } = await workspace.tutor(['reset', '1', '--yes']);
  expect(code).toBe(3);
  expect(stderr).toContain('could not be made');
  expect(await workspace.read(file)).toBe('// hours of work');
});

test.for([
  [['reset', 'adr', '--yes'], 2, 'Did you mean adder?'],
  [['solution', 'adr'], 2, 'Did you mean adder?'],
] as const)('%j has exit code %i', async ([args, code, message]) => {
  await using workspace = await newWorkspace();
  expect(await workspace.tutor(args)).toMatchObject({ code, stderr: expect.stringContaining(message) });
});

test('reset outside a workspace is exit code 3', async () => {
  await using folder = await temporaryFolder();
  expect(await tutor(['reset', '1', '--yes'], { cwd: folder.path })).toMatchObject({ code: 3, stderr: expect.stringContaining('There is no workspace') });
});

test('a solution stays closed until the work has passed: exit code 1, and how to get it', async () => {
  await using workspace = await newWorkspace();
  const { code, stdout, stderr } = await workspace.tutor(['solution', '1']);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain('opens when your own has passed `concurrency-tutor check exercise-1`');
  expect(stderr).toContain('--force');
});

test('after a pass, or with --force, every file is printed under a header', async () => {
  await using workspace = await newWorkspace();
  const forced = await workspace.tutor(['solution', 'relay', '--force']);
  expect(forced.code).toBe(0);
  expect(forced.stdout).toContain('// project-1, solution steps: lib/step.ts\nexport function step(value: number): number {\n  return value;');
  expect(forced.stdout).toContain('// project-1, solution go: relay.ts\n');
  await markPassed(workspace);
  expect(await workspace.tutor(['solution'])).toMatchObject({ code: 0, stdout: expect.stringContaining('// exercise-1, solution loop: adder.ts\n') });
});

test('--write writes the files, and never over something', async () => {
  await using workspace = await newWorkspace();
  const wrote = await workspace.tutor(['solution', 'relay', '--force', '--write', 'ours']);
  expect(wrote).toMatchObject({ code: 0, stdout: expect.stringContaining(`into ${workspace.path}/ours`) });
  expect(await workspace.read('ours/go/lib/step.ts')).toContain('return value');
  await workspace.write('ours/go/lib/step.ts', '// mine now');
  await rm(`${workspace.path}/ours/steps`, { recursive: true });
  const again = await workspace.tutor(['solution', 'relay', '--force', '--write', 'ours']);
  expect(again).toMatchObject({ code: 3, stderr: expect.stringContaining('in the way. Nothing was written.\n  go/lib/step.ts') });
  expect(await readdir(`${workspace.path}/ours`)).toEqual(['go']);
});
