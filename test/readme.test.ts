import { execFile } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { LoadedProgram } from '../src/loader/index.ts';
import { load } from '../src/loader/index.ts';
import { exploreProgram } from '../src/explore/index.ts';

const repository = resolve(import.meta.dirname, '..');
const readme = await readFile(join(repository, 'README.md'), 'utf8');

/** The fenced blocks of one language. */
function blocks(language: string): string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map((match) => match[1] ?? '');
}

test('the first example prints what the README shows', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'readme-'));
  await writeFile(join(folder, 'pool.ts'), blocks('ts')[0] ?? '');
  const [command = '', ...shown] = (blocks('console')[0] ?? '').split('\n…')[0]?.split('\n') ?? [];
  const args = command.replace('$ concurrency-tutor ', '').split(' ');
  const failure: unknown = await promisify(execFile)(process.execPath, [join(repository, 'bin', 'concurrency-tutor.js'), ...args], { cwd: folder }).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 1 });
  expect((failure as { stdout: string }).stdout.split('\n').slice(0, shown.length)).toEqual(shown);
});

test('the cure that the README names makes every schedule pass', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'readme-'));
  await writeFile(join(folder, 'pool.ts'), (blocks('ts')[0] ?? '').replace('await jobs.send(1);', '$& jobs.close();'));
  const program = await load(join(folder, 'pool.ts'), { root: folder });
  expect(program).toBeInstanceOf(LoadedProgram);
  expect((await exploreProgram(program)).report).toMatchObject({ verdict: 'pass', schedules: 200 });
});

test('the library example says deadlock, and has a token', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'readme-'));
  const example = (blocks('ts').find((block) => block.includes('concurrency-tutor/testing')) ?? '')
    .replaceAll(`'concurrency-tutor'`, `'${join(repository, 'dist', 'index.js')}'`)
    .replaceAll(`'concurrency-tutor/testing'`, `'${join(repository, 'dist', 'testing.js')}'`)
    .replace('report.verdict;', 'console.log(report.verdict);')
    .replace('report.findings[0]?.replay;', 'console.log(report.findings[0]?.replay.startsWith("ct"));');
  await writeFile(join(folder, 'library.mjs'), example);
  const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'library.mjs')]);
  expect(stdout).toBe('deadlock\ntrue\n');
});
