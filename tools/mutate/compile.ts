/** Which mutants the type checker lets through: the others are no programs, and no suite need find them. */
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { typeProblems } from './built.ts';
import type { Mutant } from './mutant.ts';

/** So many are checked in one run of the compiler: its answer stays short enough to be read whole. */
const batch = 40;

/** The ids of the mutants that compile. `files` are all of the solution's, `own` names those that are looked at. */
export async function compiling(mutants: readonly Mutant[], files: ReadonlyMap<string, string>, own: readonly string[]): Promise<ReadonlySet<string>> {
  const right = new Set<string>();
  for (let start = 0; start < mutants.length; start += batch) {
    const some = mutants.slice(start, start + batch);
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'mutants-')));
    try {
      const wrong = await refused(some, { files, own, folder });
      some.filter((_, index) => !wrong.has(index)).forEach(({ id }) => right.add(id));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return right;
}

/** The numbers of those with a type error in any of their files. */
async function refused(mutants: readonly Mutant[], { files, own, folder }: { readonly files: ReadonlyMap<string, string>; readonly own: readonly string[]; readonly folder: string }): Promise<ReadonlySet<number>> {
  const paths = await Promise.all(mutants.map(async (mutant, index) => {
    await writeMutant(mutant, files, join(folder, String(index)));
    return own.map((file) => `${index}/${file}`);
  }));
  const problems = await typeProblems({ folder, files: paths.flat(), scratch: folder, signal: new AbortController().signal });
  return new Set(problems.map(({ site }) => Number(site.file.split('/')[0])));
}

/** Writes the whole solution, with the mistake in it. */
export async function writeMutant(mutant: Pick<Mutant, 'file' | 'source'>, files: ReadonlyMap<string, string>, folder: string): Promise<void> {
  for (const [file, source] of files) {
    const path = join(folder, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, file === mutant.file ? mutant.source : source);
  }
}
