/** Scenarios whose process is killed in the midst of them: what it wrote is there for the next one. */
import { expect, test } from 'vitest';
import type { CheckResult, JudgeOptions } from '../../src/judge/index.ts';
import { fixture, judged } from './workshop.ts';

const survivor = fixture('survivor', { files: ['note.ts'], exports: ['note'], checks: [{ id: 'survives' }, { id: 'dies' }] });

async function checksOf(body: string, options: Partial<JudgeOptions> = {}): Promise<readonly CheckResult[]> {
  const { verdict } = await judged(survivor, { 'note.ts': `import { writeFileSync } from 'node:fs';\nexport function note(path: string): void {\n${body}\n}\nvoid writeFileSync;\n` }, options);
  if (verdict.kind === 'error') throw new Error(verdict.cause.message);
  return verdict.checks;
}

test('a death that the suite asks for is an outcome, and the next scenario finds what was written', async () => {
  const checks = await checksOf('writeFileSync(path, "still here");');
  expect(checks.find(({ id }) => id === 'survives')).toMatchObject({ status: 'pass' });
  expect(checks.find(({ id }) => id === 'dies'), 'without being asked for, it fails the check').toMatchObject({ status: 'fail', cause: { kind: 'crashed' } });
});

test('in a sandbox, too', async () => {
  expect((await checksOf('writeFileSync(path, "still here");', { isolation: 'strongest' })).find(({ id }) => id === 'survives')).toMatchObject({ status: 'pass' });
});

test('what was not written is lost', async () => {
  const checks = await checksOf('void path;');
  expect(checks.find(({ id }) => id === 'survives')?.cause).toMatchObject({ kind: 'expectation', rationale: 'The process was killed; there was nothing.' });
});
