import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { ensureBuilt, launcher } from '../support/built.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { smallCourse, tutor } from '../support/tutor.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };

beforeAll(ensureBuilt, 120_000);

test('--help names every command and the exit codes', async () => {
  await using folder = await temporaryFolder();
  const { code, stdout, stderr } = await tutor(['--help'], { cwd: folder.path });
  expect(code).toBe(0);
  expect(stderr).toBe('');
  for (const command of ['learn', 'init', 'list', 'lesson', 'check', 'hint', 'reset', 'solution', 'run']) expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
  expect(stdout).toContain('Exit codes: 0 passed, 1 failed, 2 wrong usage');
});

test.for(['learn', 'init', 'list', 'lesson', 'check', 'hint', 'reset', 'solution', 'run'])('%s --help explains the command and the options all commands share', async (command) => {
  await using folder = await temporaryFolder();
  const { code, stdout } = await tutor([command, '--help'], { cwd: folder.path });
  expect(code).toBe(0);
  expect(stdout).toContain(`Usage: concurrency-tutor ${command}`);
  expect(stdout).toContain('--no-color');
});

test('--version prints the version', async () => {
  await using folder = await temporaryFolder();
  expect(await tutor(['--version'], { cwd: folder.path })).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' });
});

test('without a command and without a terminal it says in fifteen lines what there is', async () => {
  await using folder = await temporaryFolder();
  const { code, stdout } = await tutor([], { cwd: folder.path });
  expect(code).toBe(0);
  expect(stdout.trimEnd().split('\n')).toHaveLength(15);
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});

test.for([
  [['chek'], "Unknown command 'chek'\n(Did you mean check?)"],
  [['check', '--jsn'], "Unknown option '--jsn'\n(Did you mean --json?)"],
  [['run'], "Missing required argument 'file'"],
  [['list', 'extra'], "Too many arguments for 'list'"],
  [['check', '--seed'], "Option '--seed <seed>' argument missing"],
  [['--color', 'purple', 'list'], "argument 'purple' is invalid. Allowed choices are auto, always, never."],
  [['help', 'nothing'], 'The command is missing or unknown'],
  [['course'], 'The command is missing or unknown'],
] as const)('%j is wrong usage: exit code 2, and a way out', async ([args, message]) => {
  await using folder = await temporaryFolder();
  const { code, stdout, stderr } = await tutor(args, { cwd: folder.path });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
  expect(stderr).toContain('--help');
});

test('with --json, even a command line that cannot be parsed is answered with one document', async () => {
  await using folder = await temporaryFolder();
  const { code, stdout, stderr } = await tutor(['check', '--json', '--nonsense'], { cwd: folder.path });
  expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
  expect(JSON.parse(stdout)).toEqual({
    schema: 'concurrency-tutor/error/v1', code: 'usage', message: "Unknown option '--nonsense'", nextStep: expect.stringContaining('--help'),
  });
});

test('--cwd works before and after the command, and must name a folder', async () => {
  await using folder = await temporaryFolder();
  await mkdir(`${folder.path}/there`);
  expect(await tutor(['--cwd', 'there', 'init'], { cwd: folder.path })).toMatchObject({ code: 0 });
  expect(await tutor(['list', '--cwd', 'there'], { cwd: folder.path })).toMatchObject({ code: 0 });
  expect(await tutor(['--cwd', 'nowhere', 'list'], { cwd: folder.path })).toMatchObject({ code: 3, stdout: '', stderr: expect.stringContaining(`There is no folder ${folder.path}/nowhere.`) });
});

test('a course with mistakes is exit code 3, with every place', async () => {
  await using folder = await temporaryFolder();
  await cp(smallCourse, `${folder.path}/course`, { recursive: true });
  await folder.write('course/exercises/01-adder/exercise.yaml', 'title: Adder\n');
  const result = await tutor(['list'], { cwd: folder.path, env: { CONCURRENCY_TUTOR_COURSE: `${folder.path}/course` } });
  expect(result.code).toBe(3);
  expect(result.stderr).toMatch(/exercises\/01-adder\/exercise\.yaml:\d+:\d+: /);
  const json = await tutor(['list', '--json'], { cwd: folder.path, env: { CONCURRENCY_TUTOR_COURSE: `${folder.path}/course` } });
  expect(JSON.parse(json.stdout)).toMatchObject({ schema: 'concurrency-tutor/error/v1', problems: expect.arrayContaining([expect.stringContaining('exercise.yaml')]) });
});

test('an error nobody foresaw is our fault: exit code 4, and the learner is told so', async () => {
  await using folder = await temporaryFolder();
  // A folder where a file belongs: nothing in the loader reckons with that.
  await mkdir(`${folder.path}/course/lessons/01-one/lesson.md`, { recursive: true });
  await mkdir(`${folder.path}/course/exercises`, { recursive: true });
  const { code, stderr } = await tutor(['list'], { cwd: folder.path, env: { CONCURRENCY_TUTOR_COURSE: `${folder.path}/course` } });
  expect(code).toBe(4);
  expect(stderr).toContain('This is a fault of concurrency-tutor, not of your work.');
  expect(stderr).toMatch(/\n {4}at /);
});

test('colour follows the terminal, NO_COLOR, FORCE_COLOR and the flags', async () => {
  await using folder = await temporaryFolder();
  const isColoured = async (args: readonly string[], env: Record<string, string>) => (await tutor(args, { cwd: folder.path, env })).stdout.includes('\u001B[');
  expect(await isColoured(['list'], {})).toBe(false);
  expect(await isColoured(['list'], { FORCE_COLOR: '1' })).toBe(true);
  expect(await isColoured(['list'], { FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false);
  expect(await isColoured(['list', '--no-color'], { FORCE_COLOR: '1' })).toBe(false);
  expect(await isColoured(['list', '--color', 'always'], { NO_COLOR: '1' })).toBe(true);
  expect(await isColoured(['list', '--color=never'], { FORCE_COLOR: '1' })).toBe(false);
});

test('signs are ASCII unless the locale is UTF-8', async () => {
  await using folder = await temporaryFolder();
  await tutor(['lesson', '1'], { cwd: folder.path });
  expect((await tutor(['list'], { cwd: folder.path, env: { LANG: 'C' } })).stdout).toContain('* started');
  expect((await tutor(['list'], { cwd: folder.path, env: { LANG: 'C', LC_ALL: 'en_US.UTF-8' } })).stdout).toContain('• started');
});

test('a reader that goes away ends the program quietly', async () => {
  await using folder = await temporaryFolder();
  const child = spawn(process.execPath, [launcher, 'lesson', '1', '--plain'], {
    cwd: folder.path, env: { PATH: process.env['PATH'], CONCURRENCY_TUTOR_HOME: `${folder.path}/.home`, CONCURRENCY_TUTOR_COURSE: smallCourse }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => { stderr += text; });
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test.skipIf(!existsSync('/dev/full'))('output that cannot be written is no verdict: exit code 4', async () => {
  await using folder = await temporaryFolder();
  const full = openSync('/dev/full', 'w');
  const child = spawn(process.execPath, [launcher, 'lesson', '1'], {
    cwd: folder.path, env: { PATH: process.env['PATH'], CONCURRENCY_TUTOR_HOME: `${folder.path}/.home`, CONCURRENCY_TUTOR_COURSE: smallCourse }, stdio: ['ignore', full, 'pipe'],
  });
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => { stderr += text; });
  const code = await new Promise((resolve) => child.on('close', resolve));
  closeSync(full);
  expect(code).toBe(4);
  expect(stderr).toContain('Output cannot be written: ENOSPC');
});

test.for([['--help'], ['--version'], ['init', '--help'], ['list', '--json']])('%s loads no screens, no bundler and no type checker', async (args) => {
  await using folder = await temporaryFolder();
  const log = `${folder.path}/modules`;
  const { code } = await tutor(args, {
    cwd: folder.path, env: { MODULES_FILE: log, NODE_OPTIONS: `--import ${fileURLToPath(new URL('loaded-modules.mjs', import.meta.url))}` },
  });
  expect(code).toBe(0);
  const modules = await folder.read('modules');
  expect(modules).toContain('/dist/cli/main.js');
  expect(modules).not.toMatch(/node_modules\/(ink|react|esbuild|typescript|vitest|yoga-layout)\//);
  expect(modules).not.toMatch(/node_modules\/(mdast|micromark)[^/]*\//);
  if (args[0] !== 'list') expect(modules).not.toMatch(/node_modules\/(zod|yaml)\//);
});

test('the built-in course is listed as the build prepared it: nothing is parsed', async () => {
  await using folder = await temporaryFolder();
  const log = `${folder.path}/modules`;
  const { code, stdout } = await tutor(['list', '--json'], {
    cwd: folder.path, env: { CONCURRENCY_TUTOR_COURSE: '', MODULES_FILE: log, NODE_OPTIONS: `--import ${fileURLToPath(new URL('loaded-modules.mjs', import.meta.url))}` },
  });
  expect(code).toBe(0);
  expect((JSON.parse(stdout) as { lessons: unknown[] }).lessons).toHaveLength(12);
  expect(await folder.read('modules')).not.toMatch(/node_modules\/(zod|yaml|ink|react|esbuild|vitest)\//);
});
