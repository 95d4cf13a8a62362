import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const repository = resolve(import.meta.dirname, '..', '..');
const { version } = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8')) as { version: string };
const scratch = await mkdtemp(join(tmpdir(), 'concurrency-tutor-package-'));
let tarball = '';

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(command: string, args: readonly string[], options: { readonly cwd: string; readonly path?: string }): Promise<Ran> {
  const { CI: _ci, NODE_ENV: _environment, ...env } = process.env;
  const PATH = [options.path, process.env['PATH']].filter(Boolean).join(delimiter);
  return new Promise((done) => {
    execFile(command, args, { cwd: options.cwd, env: { ...env, PATH }, maxBuffer: 32 << 20 }, (error, stdout, stderr) => {
      done({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr });
    });
  });
}

async function succeed(command: string, args: readonly string[], options: { readonly cwd: string; readonly path?: string }): Promise<string> {
  const ran = await run(command, args, options);
  expect(ran, `${command} ${args.join(' ')}`).toMatchObject({ code: 0 });
  return ran.stdout;
}

beforeAll(async () => {
  await succeed('npm', ['pack', '--pack-destination', scratch], { cwd: repository });
  const [name] = (await readdir(scratch)).filter((file) => file.endsWith('.tgz'));
  tarball = join(scratch, name ?? '');
});

afterAll(() => rm(scratch, { recursive: true, force: true }));

/** An empty folder with this Node in it. @returns the folder of its binary */
async function installNode(node: string): Promise<string> {
  const tools = await mkdtemp(join(scratch, 'node-'));
  await writeFile(join(tools, 'package.json'), '{ "allowScripts": { "node": true } }');
  await succeed('npm', ['install', '--no-save', `node@${node}`], { cwd: tools });
  return join(tools, 'node_modules', 'node', 'bin');
}

test('a Node that is too old, without a newer copy, gets one line that says what to do', async () => {
  const path = await installNode('20');
  const cwd = await mkdtemp(join(scratch, 'old-'));
  await writeFile(join(cwd, 'package.json'), '{}');
  await succeed('npm', ['install', '--ignore-scripts', tarball], { cwd });
  const ran = await run('node', [join('node_modules', 'concurrency-tutor', 'bin', 'concurrency-tutor.js'), 'list'], { cwd, path });
  expect(ran).toMatchObject({ code: 3, stdout: '' });
  expect(ran.stderr).toMatch(/^concurrency-tutor needs Node 22\.12 or newer, this is Node 20\.\d+\.\d+\. Install a newer Node.*\n$/);
});

describe.each(['22.12.0', '22', '24', '26'])('installed into an empty folder under Node %s', (node) => {
  let cwd = '';
  let path = '';
  const tutor = (...args: string[]): Promise<Ran> => run('npx', ['concurrency-tutor', ...args], { cwd, path });

  beforeAll(async () => {
    path = await installNode(node);
    cwd = await mkdtemp(join(scratch, 'empty-'));
    await writeFile(join(cwd, 'package.json'), '{ "allowScripts": { "esbuild": true } }');
    await succeed('npm', ['install', tarball], { cwd, path });
  });

  test('it says its version, and that Node is the one meant', async () => {
    expect((await run('node', ['--version'], { cwd, path })).stdout).toMatch(new RegExp(`^v${node.replaceAll('.', '\\.')}`));
    expect(await tutor('--version')).toMatchObject({ code: 0, stdout: `${version}\n` });
  });

  test('it lists the course', async () => {
    const list = JSON.parse((await tutor('list', '--json')).stdout) as { lessons: unknown[]; exercises: { id: string }[] };
    expect(list.lessons).toHaveLength(12);
    expect(list.exercises.map(({ id }) => id)).toContain('exercise-3');
  });

  test('it prints a lesson', async () => {
    const lesson = await tutor('lesson', '1', '--plain');
    expect(lesson).toMatchObject({ code: 0 });
    expect(lesson.stdout).toMatch(/^pitfalls$/im);
    expect(lesson.stdout).toMatch(/^1\.P7 /m);
  });

  test('it makes a workspace and judges what is in it', async () => {
    expect(await tutor('init', 'work')).toMatchObject({ code: 0 });
    const work = join(cwd, 'work');
    const check = await run('npx', ['--prefix', cwd, 'concurrency-tutor', 'check', 'exercise-3', '--json'], { cwd: work, path });
    expect(check).toMatchObject({ code: 1 });
    expect(JSON.parse(check.stdout)).toMatchObject({ schema: 'concurrency-tutor/check/v1' });
  });

  test('a program of one\'s own runs by itself and under many schedules', async () => {
    await writeFile(join(cwd, 'hello.ts'), `import { run, go, chan } from 'concurrency-tutor';\nawait run(async () => { const ch = chan<string>(); go(() => ch.send('hello')); console.log(await ch.receive()); });\n`);
    expect(await tutor('run', 'hello.ts')).toMatchObject({ code: 0, stdout: 'hello\n' });
    expect(await tutor('run', 'hello.ts', '--schedules', '50')).toMatchObject({ code: 0 });
  });

  test('the runtime is a library', async () => {
    await writeFile(join(cwd, 'library.mjs'), `import { run, chan } from 'concurrency-tutor';\nimport { explore } from 'concurrency-tutor/testing';\nconsole.log(await run(async () => chan(3).capacity), (await explore(() => chan().receive())).verdict);\n`);
    expect(await succeed('node', ['library.mjs'], { cwd, path })).toBe('3 deadlock\n');
  });
});
