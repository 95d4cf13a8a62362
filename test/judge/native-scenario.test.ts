/** Scenarios on the real clock: real sockets, run once, told like any other. */
import { expect, test } from 'vitest';
import type { CheckResult } from '../../src/judge/index.ts';
import { fixture, judged } from './workshop.ts';

const courier = fixture('courier', { files: ['courier.ts'], exports: ['ask'], checks: [{ id: 'answers' }], limits: { seconds: 2 } });

async function verdictOn(body: string): Promise<CheckResult | undefined> {
  const { verdict } = await judged(courier, { 'courier.ts': `import { chan, go, time } from 'concurrency-tutor';\nexport async function ask(server: string, names: readonly string[]): Promise<readonly string[]> {\n${body}\n}\nvoid [chan, go, time];\n` });
  if (verdict.kind === 'error') throw new Error(verdict.cause.message);
  return verdict.checks.find(({ id }) => id === 'answers');
}

test('a program that asks a real server passes, after one run', async () => {
  const check = await verdictOn('const all: string[] = [];\nfor (const name of names) all.push(await (await fetch(`${server}/${name}`)).text());\nreturn all;');
  expect(check).toMatchObject({ status: 'pass', schedules: 1 });
});

test('a wrong answer fails with the suite\'s words and without a token, since nothing could replay it', async () => {
  const check = await verdictOn('return [await (await fetch(`${server}/${names[0]}`)).text()];');
  expect(check?.cause).toMatchObject({ kind: 'expectation', rationale: 'The answers were hello ada.' });
  expect(check?.cause?.replay).toBeUndefined();
});

test.each([
  ['throws', 'throw new Error("no route to " + names[0]);', { kind: 'finding', rationale: expect.stringContaining('no route to ada'), location: { file: 'courier.ts', line: 3 } }],
  ['panics in a goroutine', 'go(async () => { throw new Error(server === "" ? "" : "lost"); });\nawait time.sleep(50);\nreturn names;', { kind: 'finding', finding: { kind: 'panic' }, rationale: expect.stringContaining('lost') }],
  ['waits for a promise that nobody settles', 'await new Promise(() => server);\nreturn names;', { kind: 'timeout', rationale: expect.stringContaining('real clock') }],
  ['looks again and again', 'while (names.length > 0) await time.sleep(10);\nreturn [server];', { kind: 'timeout', rationale: 'On the real clock the program had not finished after 2 s.' }],
])('a program that %s is told so', async (_what, body, cause) => {
  expect((await verdictOn(body))?.cause).toMatchObject(cause);
});
