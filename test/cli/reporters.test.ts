import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import { ensureBuilt } from '../support/built.ts';
import { newWorkspace } from '../support/workspace.ts';

beforeAll(ensureBuilt, 120_000);

const sum = 'exercises/exercise-1-adder/adder.ts';
const prints = 'console.log("::error::forged");\nexport async function sum(): Promise<number> { return 7; }\n';

test('several reports go to files, and a person is told as always', async () => {
  await using workspace = await newWorkspace();
  const names = ['json=out.json', 'junit=out.xml', 'tap=out.tap', 'gradescope=results.json', 'exercism=exercism.json', 'github-classroom=classroom.txt', 'terminal=out.txt'];
  const { code, stdout } = await workspace.tutor(['check', '1', '--schedules', '1', ...names.flatMap((name) => ['--reporter', name])]);
  expect(code).toBe(1);
  expect(JSON.parse(await workspace.read('out.json'))).toMatchObject({ schema: 'concurrency-tutor/check/v1', exitCode: 1 });
  expect(await workspace.read('out.xml')).toContain('<testsuites');
  expect(await workspace.read('out.tap')).toMatch(/^TAP version 14\n/);
  expect(JSON.parse(await workspace.read('results.json'))).toHaveProperty('score');
  expect(JSON.parse(await workspace.read('exercism.json'))).toMatchObject({ version: 3 });
  expect(JSON.parse(Buffer.from(await workspace.read('classroom.txt'), 'base64').toString())).toMatchObject({ version: 1, status: 'fail' });
  expect(await workspace.read('out.txt')).toContain('✗ failed  exercise-1');
  expect(stdout, 'named with a file only, the terminal gets nothing').toBe('');
});

test('with --exit-zero failed work is told in the report alone', async () => {
  await using workspace = await newWorkspace();
  expect(await workspace.tutor(['check', '1', '--schedules', '1', '--exit-zero'])).toMatchObject({ code: 0, stdout: expect.stringContaining('✗ failed') });
  await workspace.write('exercises/exercise-1-adder/moved', '');
  expect((await workspace.tutor(['check', 'nothing', '--exit-zero'])).code, 'wrong usage is no verdict').toBe(2);
});

test('on GitHub a program that prints commands gives none, and the summary goes where the runner collects it', async () => {
  await using workspace = await newWorkspace();
  await workspace.write(sum, prints);
  const { stdout } = await workspace.tutor(['check', '1', '--schedules', '1', '--reporter', 'github', '--reporter', 'github-classroom'], { env: { GITHUB_STEP_SUMMARY: `${workspace.path}/summary.md`, GITHUB_OUTPUT: `${workspace.path}/output` } });
  const [first = '', ...rest] = stdout.split('\n');
  const token = /^::stop-commands::([0-9a-f]{32})$/.exec(first)?.[1];
  expect(token, stdout).toBeDefined();
  const commands = rest.slice(rest.indexOf(`::${token}::`) + 1);
  expect(commands[0]).toMatch(/^::error (file=exercises\/exercise-1-adder\/adder\.ts,.*)?title=exercise-1 /);
  expect(stdout).toContain('✗ failed  exercise-1');
  expect(await readFile(`${workspace.path}/summary.md`, 'utf8')).toContain('### exercise-1');
  expect(await readFile(`${workspace.path}/output`, 'utf8')).toMatch(/^result=[A-Za-z0-9+/=]+\n$/);
});

test.for([
  [['--reporter', 'json', '--reporter', 'tap'], 'cannot both go to standard output', 2],
  [['--json', '--reporter', 'terminal'], 'cannot both go to standard output', 2],
  [['--reporter', 'xml'], 'It must be one of terminal, json, junit', 2],
  [['--reporter', 'json='], 'It must be one of terminal, json, junit', 2],
  [['--reporter', 'json=no/where.json'], 'The report json cannot be written to', 2],
  [['--reporter', 'classroom50=result.json'], 'is not set', 2],
] as const)('%j is wrong usage', async ([args, message, exitCode]) => {
  await using workspace = await newWorkspace();
  const { code, stdout, stderr } = await workspace.tutor(['check', '1', ...args]);
  expect(code).toBe(exitCode);
  expect(stdout + stderr).toContain(message);
});
