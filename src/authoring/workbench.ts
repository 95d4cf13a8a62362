import { existsSync } from 'node:fs';
import { cp, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * A copy of the course's sources in a folder of its own, where the type checker and the linter look at them: there no
 * configuration around the course can change what they say, and `concurrency-tutor` means this very package.
 */
export interface Workbench extends AsyncDisposable {
  readonly folder: string;
  /** Writes a configuration for the files, paths relative to the course root, and gives its path. */
  configure(name: string, files: readonly string[]): Promise<string>;
}

const require = createRequire(import.meta.url);

/** Where the packages are that this one depends on. */
export function packagesFolder(): string {
  return dirname(dirname(require.resolve('typescript/package.json')));
}

export async function openWorkbench(root: string): Promise<Workbench> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'course-check-')));
  for (const place of ['lessons', 'exercises', 'solutions']) {
    if (existsSync(join(root, place))) await cp(join(root, place), join(folder, place), { recursive: true, filter: (path) => basename(path) !== 'node_modules' });
  }
  await symlink(packagesFolder(), join(folder, 'node_modules'), 'junction');
  return {
    folder,
    async configure(name, files) {
      const path = join(folder, name);
      await writeFile(path, JSON.stringify({ compilerOptions: compilerOptions(), files }, null, 2));
      return path;
    },
    // Removing the folder removes the link in it, not what the link leads to.
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

function compilerOptions(): object {
  return {
    target: 'es2023',
    lib: ['es2024', 'esnext.disposable', 'esnext.asynciterable', 'esnext.iterator', 'esnext.collection'],
    module: 'esnext',
    moduleResolution: 'bundler',
    moduleDetection: 'force',
    allowImportingTsExtensions: true,
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    types: ['node'],
    paths: ownDeclarations(),
  };
}

/** The declarations of this package: those built into `dist/`, or the sources where nothing is built yet. */
function ownDeclarations(): Readonly<Record<string, readonly string[]>> {
  const top = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
  const built = existsSync(join(top, 'dist', 'index.d.ts'));
  const [place, extension] = built ? ['dist', 'd.ts'] : ['src', 'ts'];
  return { 'concurrency-tutor': [join(top, place, `index.${extension}`)], 'concurrency-tutor/*': [join(top, place, `*.${extension}`)] };
}
