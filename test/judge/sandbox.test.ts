/** In a sandbox everything goes on as usual. What it keeps out is in test/redteam. */
import { chmod, mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { strongestBox } from '../../src/judge/index.ts';
import { removeFolder } from '../../src/judge/isolation/scratch.ts';
import { asOrdinaryUser } from '../support/ordinary-user.ts';
import { fixture, judged } from './workshop.ts';

const freeform = fixture('freeform', { files: ['work.ts'], exports: ['work'], checks: [{ id: 'one' }, { id: 'two' }, { id: 'three' }], limits: { seconds: 20, memory: 128, schedules: 3 } });
const survivor = fixture('survivor', { files: ['note.ts'], exports: ['note'], checks: [{ id: 'survives' }, { id: 'dies' }] });
const { problem } = await strongestBox();
if (problem !== undefined) console.log(`Skipped: judging in a sandbox. ${problem.message}`);

describe.skipIf(problem !== undefined)('in a sandbox', () => {
  test('a submission passes, and its judgement says what held and what a regrade needs', async () => {
    const seed = 'ab'.repeat(32);
    const judgement = await judged(freeform, { 'work.ts': 'export async function work(input: number): Promise<unknown> { return input; }\n' }, { isolation: 'strongest', seed, audits: 2 });
    expect(judgement).toMatchObject({ verdict: { kind: 'pass' }, trust: { level: 'sandboxed' }, audited: 2, seed, node: process.version, commitment: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(judgement.commitment).not.toContain(seed.slice(0, 8));
  });

  test('type errors are found, with their place', async () => {
    const { verdict } = await judged(freeform, { 'work.ts': 'export async function work(input: number): Promise<unknown> {\n  const text: string = input;\n  return text;\n}\n' }, { isolation: 'strongest', only: ['one'] });
    expect(verdict.kind === 'fail' ? verdict.checks.find(({ id }) => id === 'types') : undefined).toMatchObject({ status: 'fail', cause: { kind: 'type-error', location: { file: 'work.ts', line: 2 } } });
  });

  test('what a program wrote before it was killed is there for the next scenario', async () => {
    const { verdict } = await judged(survivor, { 'note.ts': 'import { writeFileSync } from "node:fs";\nexport function note(path: string): void { writeFileSync(path, "still here"); }\n' }, { isolation: 'strongest', only: ['survives'] });
    expect(verdict).toMatchObject({ kind: 'pass' });
  });
});

test('a folder without any rights is removed all the same', async () => {
  const place = await mkdtemp(join(tmpdir(), 'closed-'));
  await chmod(place, 0o777);
  using _ordinary = asOrdinaryUser();
  await mkdir(join(place, 'run', 'deep', 'deeper'), { recursive: true });
  await writeFile(join(place, 'run', 'deep', 'deeper', 'file'), '');
  await chmod(join(place, 'run', 'deep', 'deeper'), 0);
  await chmod(join(place, 'run', 'deep'), 0);
  await removeFolder(join(place, 'run'));
  expect(await readdir(place)).toEqual([]);
});
