/** TEMPORARY: the learner's code and the scenarios as one program. */
import { build } from 'esbuild';
import { join, relative } from 'node:path';

export async function loadProgram(exerciseFolder: string, folder: string): Promise<unknown> {
  const result = await build({
    entryPoints: [join(exerciseFolder, 'suite/scenarios.ts')], bundle: true, write: false, format: 'esm', platform: 'node', tsconfigRaw: '{}', logLevel: 'silent', packages: 'external',
    plugins: [{ name: 'r', setup(b) {
      b.onResolve({ filter: /^\.\.\/starter\// }, ({ path, resolveDir }) => ({ path: join(folder, relative(join(exerciseFolder, 'starter'), join(resolveDir, path))) }));
    } }],
  });
  return { code: result.outputFiles[0]?.text };
}
