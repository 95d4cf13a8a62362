import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Program } from '../../src/course/model.ts';
import { programRunner, toProgramRun } from '../../src/tui/run-program.ts';
import { ensureBuilt, launcher } from '../support/built.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

beforeAll(ensureBuilt, 120_000);

const run = programRunner({ launcher, node: process.execPath, env: process.env });

/** The course's own place decides nothing: a program is a file. */
async function inFolder<T>(source: string, mode: 'explore' | 'native', use: (program: Program) => Promise<T>): Promise<T> {
  await using folder = await temporaryFolder();
  await folder.write('main.ts', source);
  return await use({
    path: 'main.ts', file: join(folder.path, 'main.ts'), language: 'ts', source, shown: source, headerLines: 0,
    expectation: { mode, claims: [] },
  });
}

const never = () => new AbortController().signal;

test('a deadlock comes with its verdict, its message and how often it happened', async () => {
  const source = "import { chan, run } from 'concurrency-tutor';\nawait run(async () => {\n  await chan<number>(0, 'jobs').receive();\n});\n";
  const result = await inFolder(source, 'explore', (program) => run(program, never()));
  expect(result).toMatchObject({ verdict: 'deadlock' });
  expect(result.outcomes.reduce((sum, outcome) => sum + outcome.count, 0)).toBe(result.schedules);
  expect(result.outcomes[0]).toMatchObject({ verdict: 'deadlock', output: '' });
  expect(result.outcomes[0]?.message).toContain('jobs');
});

test('different outputs are different outcomes, the most frequent first', async () => {
  const source = "import { chan, go, run } from 'concurrency-tutor';\nawait run(async () => {\n  const numbers = chan<number>();\n  for (const n of [1, 2]) go(async () => numbers.send(n));\n  console.log(await numbers.receive());\n  await numbers.receive();\n});\n";
  const { verdict, outcomes } = await inFolder(source, 'explore', (program) => run(program, never()));
  expect(verdict).toBe('pass');
  expect(outcomes.length).toBeGreaterThan(1);
  const counts = outcomes.map((outcome) => outcome.count);
  expect(counts).toEqual([...counts].sort((a, b) => b - a));
});

test('two outcomes of one kind each come with their own message', async () => {
  const source = "import { chan, go, run } from 'concurrency-tutor';\nawait run(async () => {\n  const numbers = chan<number>(2);\n  for (const n of [1, 2]) go(async () => numbers.send(n));\n  const n = await numbers.receive();\n  console.log(n);\n  const shut = chan<number>();\n  shut.close();\n  if (n === 1) shut.close();\n  await shut.send(n ?? 0);\n});\n";
  const { outcomes } = await inFolder(source, 'explore', (program) => run(program, never()));
  const messages = new Map(outcomes.map(({ output, message }) => [output.trim(), message]));
  expect(messages.get('1')).toContain('close of closed channel');
  expect(messages.get('2')).toContain('send on closed channel');
});

test('a program with real I/O runs once, on the real clock', async () => {
  const source = "import { run } from 'concurrency-tutor';\nawait run(async () => {\n  console.log('hello');\n});\n";
  const result = await inFolder(source, 'native', (program) => run(program, never()));
  expect(result).toEqual({ verdict: 'pass', schedules: 1, outcomes: [{ verdict: 'pass', output: 'hello\n', count: 1, unfinished: 0 }] });
});

test('a program that cannot be loaded is an error that says why', async () => {
  await expect(inFolder("import './missing.ts';\n", 'explore', (program) => run(program, never()))).rejects.toThrow(/could not be loaded: .*missing/s);
});

test('an aborted run ends its process', async () => {
  const stop = new AbortController();
  const source = "import { run } from 'concurrency-tutor';\nawait run(async () => {\n  for (;;);\n});\n";
  const running = inFolder(source, 'explore', (program) => run(program, stop.signal));
  setTimeout(() => stop.abort(), 300);
  await expect(running).rejects.toThrow('could not be run');
});

test('a refusal of the command is told in its own words', () => {
  const text = JSON.stringify({ schema: 'concurrency-tutor/error/v1', code: 'no-such-file', message: 'There is no file x.ts.', nextStep: 'Name one that exists.' });
  expect(() => toProgramRun(text)).toThrow('There is no file x.ts.');
});
