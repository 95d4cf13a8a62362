import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importsOf, type Exercise, type Item, type Lesson, type Program } from '../course/index.ts';
import type { AnswerResult, Tier } from './results.ts';

/** What the outcome of a program depends on, and what that of a judgement depends on besides. */
const behindPrograms = ['runtime', 'threads', 'loader', 'explore', 'trace', 'course', 'authoring'];
const behindAnswers = [...behindPrograms, 'judge'];

/**
 * Names for "this, exactly as it is now": hashes over the contents of everything an outcome depends on. When the name is
 * the same, so is the outcome.
 */
export class Fingerprints {
  readonly #programs: string;
  readonly #answers: string;

  /** `seed` and tier belong to it: other schedules may find something else. */
  constructor(how: { readonly tier: Tier; readonly seed: number }) {
    const circumstances = `${process.version} ${how.tier} ${how.seed}`;
    this.#programs = ownCode(behindPrograms, circumstances);
    this.#answers = ownCode(behindAnswers, circumstances);
  }

  /** Of a program and all the files beside it that it names, directly or through others. */
  ofProgram(lesson: Lesson, program: Program): string {
    const paths = new Set<string>();
    const visit = (path: string): void => {
      const file = join(lesson.folder, path);
      if (paths.has(path) || !existsSync(file)) return;
      paths.add(path);
      if (!statSync(file).isDirectory()) for (const next of importsOf(path, readFileSync(file, 'utf8'))) visit(next);
    };
    visit(relative(lesson.folder, program.file).replaceAll('\\', '/'));
    return hash([this.#programs, program.path, ...[...paths].toSorted().flatMap((path) => contents(join(lesson.folder, path)))]);
  }

  /** Of a practice item, what it says and the programs it is about. */
  ofItem(lesson: Lesson, item: Item): string {
    const programs = [item.program, 'solution' in item ? item.solution : undefined].filter((program) => program !== undefined);
    return hash([JSON.stringify({ ...item, program: undefined, solution: undefined }), ...programs.map((program) => this.ofProgram(lesson, program))]);
  }

  /** Of an answer, of the suite that judges it, and of everything else in the exercise but other answers. */
  ofAnswer(exercise: Exercise, kind: AnswerResult['kind'], path: string): string {
    const around = ['exercise.yaml', 'starter', 'suite', 'support'].map((name) => join(exercise.folder, name)).filter((one) => existsSync(one));
    return hash([this.#answers, kind, ...[...around, path].flatMap((one) => contents(one))]);
  }
}

function ownCode(folders: readonly string[], circumstances: string): string {
  const top = dirname(dirname(fileURLToPath(import.meta.url)));
  return hash([circumstances, ...folders.flatMap((folder) => contents(join(top, folder)))]);
}

/** Names and contents of a file, or of every file below a folder. */
function contents(path: string): readonly (string | Buffer)[] {
  if (!statSync(path).isDirectory()) return [path, readFileSync(path)];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => join(entry.parentPath, entry.name)).toSorted().flatMap((file) => [relative(path, file), readFileSync(file)]);
}

function hash(parts: readonly (string | Buffer)[]): string {
  const sum = createHash('sha256');
  for (const part of parts) sum.update(`${part.length}:`).update(part);
  return sum.digest('base64url');
}
