/** What the judge's tests work with: a fixture exercise as the course would give it, and a learner's folder to fill. */
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { CheckSpec, Exercise, Limits } from '../../src/course/model.ts';
import { judge, type Judgement, type JudgeOptions } from '../../src/judge/index.ts';

const fixtures = fileURLToPath(new URL('../fixtures/exercises/', import.meta.url));

export interface FixtureOptions {
  readonly files: readonly string[];
  readonly exports: readonly string[];
  readonly checks: readonly (Partial<CheckSpec> & { readonly id: string })[];
  readonly limits?: Partial<Limits>;
}

/** An exercise whose folder is `test/fixtures/exercises/<name>`. */
export function fixture(name: string, { files, exports, checks, limits }: FixtureOptions): Exercise {
  return {
    id: 'exercise-1', number: 1, slug: name, title: `Fixture ${name}`, minutes: 1, lessons: [], covers: [], folder: join(fixtures, name), task: [], readme: '',
    files, exports, limits: { seconds: 20, memory: 256, schedules: 30, ...limits },
    checks: checks.map((check) => ({ description: `It holds: ${check.id}`, points: 1, covers: [], ...check })),
    hints: ['', '', ''], wrong: [], solutions: [],
  };
}

/** A learner's folder with these files; it is gone when the test is over. */
export async function workspace(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temporary();
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

export async function temporary(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'judge-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The judgement on these files. */
export async function judged(exercise: Exercise, files: Readonly<Record<string, string>>, options: Partial<JudgeOptions> = {}): Promise<Judgement> {
  return judge({ exercise, folder: await workspace(files), seed: 7, ...options });
}
