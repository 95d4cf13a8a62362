import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isOwnFile, load, type LoadedProgram } from '../../src/loader/index.ts';

/** A program from its text, as `program.ts` in a folder of its own. */
export async function loadText(source: string, accesses: 'told' | 'untold' = 'untold'): Promise<LoadedProgram> {
  const root = await mkdtemp(join(tmpdir(), 'program-'));
  await writeFile(join(root, 'program.ts'), source);
  return load(join(root, 'program.ts'), { root, ...(accesses === 'told' ? { tells: isOwnFile } : {}) });
}
