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
    // Read only where they are needed: starting a thread should cost little.
    const [{ LoadedProgram }, { platformModules }] = await Promise.all([import('./loaded-program.ts'), import('./platform-modules.ts')]);
    const program = LoadedProgram.from(made === undefined ? await make(fileURLToPath(url)) : (made as ProgramData));
    if (made === undefined) share(program.toJSON());
    addSourceMapper(program);
    const modules = await platformModules(program);
    return program.evaluate({ modules: (name) => modules.get(name), globals: {} });
  },
});

/** Makes source into a program. */
async function make(file: string): Promise<ProgramData> {
  const { load } = await import('./index.ts');
  return (await load(file, { root: rootOf(file) })).toJSON();
}

/** Paths in reports are relative to the working directory, where that holds the file. */
function rootOf(file: string): string {
  const folder = process.cwd();
  return file.startsWith(folder) && existsSync(folder) ? folder : dirname(file);
}
