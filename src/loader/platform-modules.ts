import * as library from './library.ts';
import type { LoadedProgram } from './loaded-program.ts';

/** The package that every program imports: always our own copy, whatever a `node_modules` folder holds. */
export const libraryName = 'concurrency-tutor';

/** The modules a program imports from outside, as they are. */
export async function platformModules(program: LoadedProgram): Promise<Map<string, unknown>> {
  const modules = new Map<string, unknown>([[libraryName, library]]);
  for (const name of program.imports) {
    if (name !== libraryName) modules.set(name, await import(name));
  }
  return modules;
}
