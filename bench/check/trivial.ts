/** What is measured on: a workspace with one solved exercise, and a folder with one trivial Vitest suite. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..', '..');
export const launcher = join(root, 'bin', 'concurrency-tutor.js');
export const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const course = join(root, 'test', 'fixtures', 'cli-course');
export const env = { PATH: process.env['PATH'] ?? '', HOME: tmpdir(), LANG: 'C.UTF-8', CONCURRENCY_TUTOR_COURSE: course };

export interface Places {
  readonly folder: string;
  readonly workspace: string;
  /** The learner's file. */
  readonly file: string;
  readonly suite: string;
}

export function makePlaces(): Places {
  const folder = mkdtempSync(join(tmpdir(), 'bench-check-'));
  const workspace = join(folder, 'workspace');
  execFileSync(process.execPath, [launcher, 'init', workspace], { env, stdio: 'ignore' });
  const exercise = join(workspace, 'exercises', 'exercise-1-adder');
  cpSync(join(course, 'solutions', '01-adder', 'loop'), exercise, { recursive: true });
  const suite = join(folder, 'suite');
  mkdirSync(suite);
  symlinkSync(join(root, 'node_modules'), join(suite, 'node_modules'), 'dir');
  writeFileSync(join(suite, 'package.json'), '{"type":"module"}');
  writeFileSync(join(suite, 'sum.ts'), 'export const sum = (a: number, b: number): number => a + b;\n');
  writeFileSync(join(suite, 'sum.test.ts'), "import { expect, test } from 'vitest';\nimport { sum } from './sum.ts';\ntest('adds', () => { expect(sum(1, 2)).toBe(3); });\n");
  return { folder, workspace, file: join(exercise, 'adder.ts'), suite };
}
