/** All small mistakes that can be made in a solution, each once. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { transform } from 'esbuild';
import type { Exercise } from '../../src/course/model.ts';
import type { Edit } from './edit.ts';
import { mistakesOfConcurrency } from './mistakes-of-concurrency.ts';
import { mistakesOfOrder } from './mistakes-of-order.ts';
import { mistakesOfValues } from './mistakes-of-values.ts';
import { placesIn } from './syntax.ts';

/** A solution with one mistake in it. */
export interface Mutant {
  /** `pool.ts/missing-close/3fa2b1`: the same as long as the line, its file and the mistake are. */
  readonly id: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly mistake: string;
  /** What the source has, and what the mutant has there, each on one line. */
  readonly was: string;
  readonly now: string;
  /** The whole file with the mistake. */
  readonly source: string;
}

const mutators = [...mistakesOfConcurrency, ...mistakesOfOrder, ...mistakesOfValues];

/** A file of a solution, and the starter's of the same name, where there is one. */
export interface OwnFile {
  readonly source: string;
  readonly given?: string;
}

/** A solution's files. */
export interface Solution {
  /** All its TypeScript, by path. */
  readonly files: ReadonlyMap<string, string>;
  /** What its author wrote: the files that the learner writes, and those that a starter does not have. */
  readonly own: ReadonlyMap<string, OwnFile>;
}

export async function readSolution(exercise: Exercise, folder: string): Promise<Solution> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts')).toSorted();
  const files = new Map<string, string>();
  const own = new Map<string, OwnFile>();
  for (const name of names) {
    const source = await readFile(join(folder, name), 'utf8');
    const given = await readFile(join(exercise.folder, 'starter', name), 'utf8').catch(() => undefined);
    files.set(name, source);
    if (given === undefined) own.set(name, { source });
    else if (exercise.files.includes(name)) own.set(name, { source, given });
  }
  return { files, own };
}

/** The mutants of one file. Left out: those whose code is the original's or another's once the types are gone. */
export async function mutantsOf(file: string, { source, given }: OwnFile): Promise<readonly Mutant[]> {
  const edits = placesIn(file, source, given).flatMap((place) => mutators.flatMap((mutate) => mutate(place)));
  const known = new Set([await bare(source)]);
  const numbers = new Map<string, number>();
  const mutants: Mutant[] = [];
  for (const edit of edits) {
    const changed = source.slice(0, edit.start) + edit.text + source.slice(edit.end);
    const code = await bare(changed).catch(() => undefined);
    if (code === undefined || known.has(code)) continue;
    known.add(code);
    mutants.push(named(file, source, edit, changed, numbers));
  }
  return mutants.toSorted((a, b) => a.line - b.line);
}

/** What is left of a source without types, blanks and other ways to say the same. */
async function bare(source: string): Promise<string> {
  const { code } = await transform(source, { loader: 'ts', target: 'esnext', minifySyntax: true, minifyWhitespace: true, tsconfigRaw: '{}', logLevel: 'silent' });
  return code;
}

function named(file: string, source: string, edit: Edit, changed: string, numbers: Map<string, number>): Mutant {
  const before = source.slice(0, edit.start);
  const lineStart = before.lastIndexOf('\n') + 1;
  const line = source.slice(lineStart, source.indexOf('\n', edit.start));
  const was = onOneLine(source.slice(edit.start, edit.end));
  const now = onOneLine(edit.text);
  const hash = createHash('sha256').update([line.trim(), was, now].join('\0')).digest('hex').slice(0, 6);
  const id = `${file}/${edit.mistake.replaceAll(/[^A-Za-z]+/g, '-')}/${hash}`;
  const number = (numbers.get(id) ?? 0) + 1;
  numbers.set(id, number);
  return { id: number === 1 ? id : `${id}-${number}`, file, line: before.split('\n').length, mistake: edit.mistake, was, now: now === ';' ? '' : now, source: changed };
}

function onOneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
