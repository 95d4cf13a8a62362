/** Where a thread begins that runs goroutines for another one. */
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addSourceMapper } from '../runtime/sites.ts';
import { serve } from '../threads/serve.ts';
import type { ProgramData } from './loaded-program.ts';

serve({
  needsMaking: (url) => /\.[cm]?tsx?$/.test(new URL(url).pathname),
  load: async (url, made, share) => {
    if (!/\.[cm]?tsx?$/.test(new URL(url).pathname)) return (await import(url)) as object;
    // The loader is only read where it is needed: starting a thread should cost little.
    const { load, LoadedProgram, platformModules } = await import('./index.ts');
    const file = fileURLToPath(url);
    const program = made === undefined ? await load(file, { root: rootOf(file) }) : LoadedProgram.from(made as ProgramData);
    if (made === undefined) share(program.toJSON());
    addSourceMapper(program);
    const modules = await platformModules(program);
    return program.evaluate({ modules: (name) => modules.get(name), globals: {} });
  },
});

/** Paths in reports are relative to the working directory, where that holds the file. */
function rootOf(file: string): string {
  const folder = process.cwd();
  return file.startsWith(folder) && existsSync(folder) ? folder : dirname(file);
}
