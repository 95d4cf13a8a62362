import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { runDocumentSchema, type RunDocument } from '../../src/report/index.ts';
import { ensureBuilt } from '../support/built.ts';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';
import { tutor, type Ended } from '../support/tutor.ts';

beforeAll(ensureBuilt, 120_000);

const hello = "import { run } from 'concurrency-tutor';\nawait run(async () => {\n  console.log('hello');\n  console.error('aside');\n});\n";
const deadlock = "import { chan, run } from 'concurrency-tutor';\nawait run(async () => {\n  const jobs = chan<number>(0, 'jobs');\n  console.log('waiting');\n  await jobs.receive();\n});\n";
const differs = "import { chan, go, run } from 'concurrency-tutor';\nawait run(async () => {\n  const numbers = chan<number>(0, 'numbers');\n  for (const n of [1, 2]) go(async () => numbers.send(n));\n  console.log(await numbers.receive());\n  await numbers.receive();\n});\n";

async function program(text: string): Promise<TemporaryFolder & { run(...args: string[]): Promise<Ended> }> {
  const folder = await temporaryFolder();
  await folder.write('main.ts', text);
  return { ...folder, run: (...args) => tutor(['run', 'main.ts', ...args], { cwd: folder.path }) };
}

function documentOf({ stdout }: Ended): RunDocument {
  const document: unknown = JSON.parse(stdout);
  expect(runDocumentSchema.parse(document)).toEqual(document);
  return document as RunDocument;
}

test('run runs a program; its output is all there is', async () => {
  await using folder = await program(hello);
  expect(await folder.run()).toEqual({ code: 0, signal: null, stdout: 'hello\n', stderr: 'aside\n' });
});

test('run --json keeps the program\'s output inside the one document', async () => {
  await using folder = await program(hello);
  const result = await folder.run('--json');
  expect({ code: result.code, stderr: result.stderr }).toEqual({ code: 0, stderr: '' });
  expect(documentOf(result)).toMatchObject({
    schema: 'concurrency-tutor/run/v1', mode: 'native', verdict: 'pass', schedules: 1,
    output: [{ stream: 'stdout', text: 'hello\n', truncated: false }, { stream: 'stderr', text: 'aside\n', truncated: false }],
  });
});

test('a deadlock on the real clock is exit code 1, with the place in the program', async () => {
  await using folder = await program(deadlock);
  const { code, stdout, stderr } = await folder.run();
  expect({ code, stdout }).toEqual({ code: 1, stdout: 'waiting\n' });
  expect(stderr).toContain('all goroutines are asleep - deadlock!');
  expect(stderr).toContain('main.ts:5:14');
  expect(stderr).not.toMatch(/dist|node_modules/);
  expect(documentOf(await folder.run('--json'))).toMatchObject({ verdict: 'deadlock', output: [{ text: 'waiting\n' }] });
});

test('under many schedules a finding comes with goroutines, places and a token that repeats it', async () => {
  await using folder = await program(deadlock);
  const { code, stdout } = await folder.run('--schedules', '5');
  expect(code).toBe(1);
  expect(stdout).toMatch(/^✗ deadlock {2}\d+ schedules, seed 1\n/);
  expect(stdout).toContain('main.ts:5:14');
  expect(stdout).toContain('  │ waiting');
  const token = /concurrency-tutor run main\.ts --replay (\S+)/.exec(stdout)?.[1] ?? '';
  expect(token.length).toBeGreaterThan(0);
  expect(token.length).toBeLessThanOrEqual(80);
  const again = await folder.run('--replay', token, '--json');
  expect(again.code).toBe(1);
  expect(documentOf(again)).toMatchObject({ mode: 'replay', verdict: 'deadlock', findings: [{ kind: 'deadlock', replay: token }] });
});

test('--trace writes a page that steps through the schedule, or a trace for Perfetto', async () => {
  await using folder = await program(deadlock);
  const page = await folder.run('--schedules', '5', '--trace', 'out.html');
  expect(page.code).toBe(1);
  expect(page.stdout).toMatch(/\n\nThe schedule, step by step: \S+out\.html\n$/);
  const html = await readFile(join(folder.path, 'out.html'), 'utf8');
  expect(html).toContain('Main waits for ever to receive from <code>jobs</code>');
  expect(html).toMatch(/concurrency-tutor run main\.ts --replay ct\S+</);
  const token = /--replay (ct[^<]+)</.exec(html)?.[1] ?? '';
  const perfetto = await folder.run('--replay', token, '--trace', 'out.json', '--json');
  expect(perfetto.code).toBe(1);
  documentOf(perfetto);
  const { traceEvents } = JSON.parse(await readFile(join(folder.path, 'out.json'), 'utf8')) as { readonly traceEvents: readonly { readonly ph: string; readonly name: string }[] };
  expect(traceEvents.filter(({ ph }) => ph === 'X').map(({ name }) => name)).toEqual(['begins', 'jobs.receive()', 'chan receive']);
});

test('--trace shows a schedule also when nothing is wrong', async () => {
  await using folder = await program(hello);
  expect(await folder.run('--schedules', '2', '--trace', 'out.html')).toMatchObject({ code: 0 });
  expect(await readFile(join(folder.path, 'out.html'), 'utf8')).toContain('Nothing is wrong under this schedule.');
});

test('--strategy exhaustive says that every interleaving was run, and never just "all" when it was not', async () => {
  await using folder = await program(differs);
  const whole = await folder.run('--strategy', 'exhaustive');
  expect(whole.code).toBe(0);
  expect(whole.stdout).toMatch(/all \d+ interleavings/);
  expect(documentOf(await folder.run('--strategy', 'exhaustive', '--json')).coverage).toMatchObject({ kind: 'all' });
  expect((await folder.run('--strategy', 'exhaustive', '--schedules', '2')).stdout).toContain('stopped after 2, not proved');
  expect((await folder.run('--strategy', 'exhaustive', '--preemptions', '1')).stdout.replaceAll(/\s+/g, ' ')).toMatch(/all \d+ schedules with at most 1 pre-emption/);
});

test('--no-race says that races were not looked for', async () => {
  await using folder = await program(hello);
  expect((await folder.run('--schedules', '2', '--no-race')).stdout).toContain('data races were not looked for');
  expect((await folder.run('--schedules', '2')).stdout).not.toContain('data races');
  expect(documentOf(await folder.run('--schedules', '2', '--no-race', '--json')).races).toBe('not checked');
});

test('the same seed gives the same document', async () => {
  await using folder = await program(differs);
  const [one, other] = [await folder.run('--schedules', '30', '--seed', '7', '--json'), await folder.run('--schedules', '30', '--seed', '7', '--json')];
  expect(one.code).toBe(0);
  expect(other.stdout).toBe(one.stdout);
  const { seed, schedules, outcomes } = documentOf(one);
  expect({ seed, schedules }).toEqual({ seed: 7, schedules: 30 });
  expect(new Set(outcomes.map(({ output }) => output))).toEqual(new Set(['1\n', '2\n']));
  expect(outcomes.reduce((sum, { count }) => sum + count, 0)).toBe(30);
});

test('--seed random says which seed it took', async () => {
  await using folder = await program(hello);
  const { seed } = documentOf(await folder.run('--schedules', '2', '--seed', 'random', '--json'));
  expect(seed).toEqual(expect.any(Number));
});

test.for([
  ['a thrown error', 'console.log(1);\nthrow new TypeError("boom");\n', 'TypeError: boom', 'error', 2],
  ['an error thrown later', 'setTimeout(() => {\n  throw new TypeError("late");\n}, 1);\nawait new Promise(() => {});\n', 'TypeError: late', 'error', 2],
  ['a promise rejected and left alone', 'export default async () => {\n  void Promise.reject(new TypeError("stray"));\n};\n', 'TypeError: stray', 'error', 2],
  ['a panic in a goroutine', "import { chan, go, run, time } from 'concurrency-tutor';\nawait run(async () => {\n  go(async function worker() { chan(0).close(); throw new Error('oops'); });\n  await time.sleep(50);\n});\n", 'panic: oops', 'panic', 3],
] as const)('%s is exit code 1 with its place in the source', async ([, text, message, verdict, line]) => {
  await using folder = await program(text);
  const { code, stderr } = await folder.run();
  expect(code).toBe(1);
  expect(stderr).toContain(message);
  expect(stderr).toMatch(new RegExp(`at main\\.ts:${line}:\\d+`));
  expect(stderr).not.toMatch(/dist|node_modules|This is a fault/);
  expect(documentOf(await folder.run('--json'))).toMatchObject({ verdict, problems: [{ message: expect.stringContaining(message), at: { file: 'main.ts', line } }] });
});

test('a program that waits for nothing is told so, instead of ending in silence', async () => {
  await using folder = await program('console.log("before");\nawait new Promise(() => {});\n');
  const { code, stdout, stderr } = await folder.run();
  expect({ code, stdout }).toEqual({ code: 1, stdout: 'before\n' });
  expect(stderr).toContain('waits for a promise that nothing can settle');
});

test('a program that calls process.exit: its success is ours, its failure is exit code 1', async () => {
  await using folder = await program('console.log("bye");\nprocess.exit(Number(process.env["CODE"]));\n');
  const withCode = (code: string, ...args: string[]) => tutor(['run', 'main.ts', ...args], { cwd: folder.path, env: { CODE: code } });
  expect(await withCode('0')).toMatchObject({ code: 0, stdout: 'bye\n' });
  expect(await withCode('4')).toMatchObject({ code: 1, stdout: 'bye\n' });
  expect(documentOf(await withCode('4', '--json'))).toMatchObject({ verdict: 'error', output: [{ text: 'bye\n' }], problems: [{ message: 'The program called process.exit(4).' }] });
});

test('timers and servers left behind do not keep a finished program alive', async () => {
  await using folder = await program("import { run } from 'concurrency-tutor';\nimport { createServer } from 'node:http';\nawait run(async () => {\n  setInterval(() => {}, 1000);\n  createServer().listen(0);\n  console.log('done');\n});\n");
  expect(await folder.run()).toMatchObject({ code: 0, stdout: 'done\n' });
});

test.for([
  [[], 'native'],
  [['--schedules', '2'], 'explore'],
] as const)('source that cannot be loaded is exit code 1 with its place (%j)', async ([args]) => {
  await using folder = await program('const a = 1;\nconst b = ;\n');
  const { code, stdout } = await folder.run(...args);
  expect(code).toBe(1);
  expect(stdout).toMatch(/^✗ load-error {2}the program cannot be loaded\n {2}main\.ts:2:11\n/);
  expect(documentOf(await folder.run(...args, '--json'))).toMatchObject({ verdict: 'load-error', problems: [{ at: { file: 'main.ts', line: 2 } }] });
});

test('an import that leads nowhere is named', async () => {
  await using folder = await program("import { a } from './nowhere.ts';\nconsole.log(a);\n");
  const { code, stdout } = await folder.run();
  expect(code).toBe(1);
  expect(stdout).toContain('nowhere.ts');
});

test('run uses its own copy of the runtime, whatever is in node_modules', async () => {
  await using folder = await program(hello);
  await folder.write('node_modules/concurrency-tutor/package.json', '{"name":"concurrency-tutor","version":"0.0.1","type":"module","main":"index.js"}');
  await folder.write('node_modules/concurrency-tutor/index.js', 'throw new Error("the wrong copy");');
  expect(await folder.run()).toMatchObject({ code: 0, stdout: 'hello\n' });
  expect(await folder.run('--schedules', '2')).toMatchObject({ code: 0 });
});

test.for([
  [['run', 'nowhere.ts'], 'There is no file'],
  [['run', '.'], 'is a folder.'],
  [['run', 'notes.md'], 'is not a TypeScript module.'],
  [['run', 'main.ts', '--schedules', 'many'], 'It must be a whole number from 1 up.'],
  [['run', 'main.ts', '--seed', 'lucky', '--schedules', '2'], 'It must be a whole number from 0 up, or "random".'],
  [['run', 'main.ts', '--strategy', 'magic', '--schedules', '2'], 'Allowed choices are'],
  [['run', 'main.ts', '--replay', 'nonsense'], 'is not a replay token'],
  [['run', 'main.ts', 'other.ts'], 'Too many arguments'],
  [['run', 'main.ts', '--schedules', '2', '--depth', '5'], 'It must be a whole number from 1 to 4.'],
  [['run', 'main.ts', '--schedules', '2', '--trace', 'out.svg'], 'out.svg is no file for a trace.'],
  [['run', 'main.ts', '--schedules', '2', '--trace', 'nowhere/out.html'], 'There is no folder'],
  [['run', 'main.ts', '--schedules', '2', '--trace', 'folder.html'], 'is a folder.'],
  [['run', 'main.ts', '--trace', 'out.html'], '--trace is about schedules'],
  [['run', 'main.ts', '--seed', '1'], '--seed is about schedules'],
  [['run', 'main.ts', '--preemptions', '1', '--schedules', '2'], '--preemptions is about --strategy exhaustive.'],
  [['run', 'main.ts', '--inspect', '--schedules', '2'], 'Add --replay and the token'],
  [['run', 'main.ts', '--replay', 'nonsense', '--inspect'], 'is not a replay token'],
  [['run', 'main.ts', '--replay', 'nonsense', '--schedules', '2'], 'Give one of the two.'],
] as const)('%j is wrong usage: exit code 2', async ([args, message]) => {
  await using folder = await program(hello);
  await folder.write('notes.md', '# Notes');
  await mkdir(join(folder.path, 'folder.html'));
  const { code, stdout, stderr } = await tutor(args, { cwd: folder.path });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
});

test('Ctrl-C stops even a program that never awaits', async () => {
  await using folder = await program('console.log("looping");\nfor (;;) { /* for ever */ }\n');
  const { code, signal } = await tutor(['run', 'main.ts'], {
    cwd: folder.path, onStart: (child) => child.stdout?.once('data', () => child.kill('SIGINT')),
  });
  // A shell shows death by this signal as exit code 130.
  expect({ code, signal }).toEqual({ code: null, signal: 'SIGINT' });
});
