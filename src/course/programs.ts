import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import type { Program } from './model.ts';
import { parseExpectation } from './parse-expectation.ts';
import type { Problems } from './problems.ts';

/** The program files of a folder. */
export interface Programs {
  /** By path relative to the folder, with forward slashes. */
  readonly byPath: ReadonlyMap<string, Program>;
  /** Paths of the modules: files that only other programs run. */
  readonly modules: ReadonlySet<string>;
}

export type Headers = 'required' | 'ignored';

/** Reads every `.ts` and `.go` file below the folder. */
export function readPrograms(root: string, folder: string, headers: Headers, problems: Problems): Programs {
  const byPath = new Map<string, Program>();
  const modules = new Set<string>();
  for (const path of programPaths(folder)) {
    const file = join(folder, path);
    const source = readFileSync(file, 'utf8');
    const program = { path: toPosix(relative(root, file)), file, source, shown: source, headerLines: 0 };
    if (path.endsWith('.go') || headers === 'ignored') {
      byPath.set(path, { ...program, language: path.endsWith('.go') ? 'go' : 'ts' });
      continue;
    }
    const header = parseExpectation(source);
    for (const { line, column, message } of header.problems) problems.add({ file: program.path, line, column }, message);
    if (header.module) modules.add(path);
    const shown = source.split('\n').slice(header.lines).join('\n');
    byPath.set(path, {
      ...program, language: 'ts', shown, headerLines: header.lines,
      ...(header.expectation === undefined ? {} : { expectation: header.expectation }),
    });
  }
  return { byPath, modules };
}

/** Files of the same folder that a program imports or starts, by path. */
export function importsOf(path: string, source: string): readonly string[] {
  const mentioned = source.matchAll(/(['"`])(\.\.?\/[^'"`\n]+)\1/g);
  return [...mentioned].map((match) => posix.normalize(posix.join(posix.dirname(path), match[2] ?? '')));
}

function programPaths(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.(?:ts|go)$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => toPosix(relative(folder, join(entry.parentPath, entry.name))))
    .filter((path) => !path.split('/').includes('node_modules'))
    .toSorted();
}

export function toPosix(path: string): string {
  return path.split(sep).join('/');
}
