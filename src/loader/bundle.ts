import { readFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { basename, dirname, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type BuildFailure, type Plugin } from 'esbuild';
import * as library from './library.ts';
import { instrument, type Instrumented } from './instrument/instrument.ts';
import type { FileSites } from './instrument/sites.ts';
import { threadFilesIn } from './thread-files.ts';
import { LoadError } from './load-error.ts';
import { libraryName } from './platform-modules.ts';

export interface LoadOptions {
  /** Paths in reports are relative to this folder. */
  readonly root: string;
  /** Leads an import elsewhere: gets the absolute path that was asked for, gives the one to use. */
  readonly redirect?: (path: string) => string | undefined;
  /** Which files of the program tell of their accesses to shared memory, so that races are found. None, when it is missing. */
  readonly tells?: (path: string) => boolean;
}

/** What stands for `import.meta` in the code: a bundle has only one of its own. */
const placeName = '__importMeta';

/** One script with everything in it. What it imports from outside it asks for by name, so that every run can be given its own. */
export interface Bundle {
  readonly code: string;
  /** Source map, as JSON text. */
  readonly map: string;
  /** The outside modules it asks for. */
  readonly imports: readonly string[];
  /** The accesses that its files tell of. */
  readonly accesses: readonly FileSites[];
  /** Files that it names as modules whose exports run on threads. */
  readonly threadFiles: readonly string[];
}

/** Bundles the program that starts at `entry`. @throws {LoadError} */
export async function bundle(entry: string, options: LoadOptions): Promise<Bundle> {
  const imports = new Set<string>();
  const accesses: FileSites[] = [];
  const threadFiles = new Set<string>();
  try {
    const result = await build({
      stdin: { contents: `import * as program from ${JSON.stringify(entry)};\n__exports(program);`, resolveDir: dirname(entry), sourcefile: 'start.js' },
      absWorkingDir: options.root,
      outfile: resolve(options.root, 'program.js'),
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      target: 'node22',
      sourcemap: 'external',
      logLevel: 'silent',
      tsconfigRaw: {},
      define: { 'import.meta': placeName },
      plugins: [outside(imports), lent(), places(options, accesses, threadFiles)],
    });
    const [map, code] = result.outputFiles;
    return { code: code?.text ?? '', map: map?.text ?? '', imports: [...imports], accesses, threadFiles: [...threadFiles] };
  } catch (error) {
    throw isBuildFailure(error) ? asLoadError(error) : error;
  }
}

/** Whether a file is the program's own, not a package's that it uses. */
export function isOwnFile(path: string): boolean {
  return !path.replaceAll('\\', '/').includes('/node_modules/');
}

/** Modules from outside become requests to the environment, answered anew for every run. */
function outside(imports: Set<string>): Plugin {
  const builtins = new Set(builtinModules);
  const isBuiltin = (name: string): boolean => name.startsWith('node:') || builtins.has(name);
  return {
    name: 'outside',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
        const namespace = kind === 'require-call' ? 'outside-required' : 'outside';
        if (path === libraryName) return { path, namespace };
        if (isBuiltin(path)) return { path: path.startsWith('node:') ? path : `node:${path}`, namespace };
        return undefined;
      });
      // What `require` gives is the module itself, which may be a function.
      onLoad({ filter: /.*/, namespace: 'outside-required' }, ({ path }) => {
        imports.add(path);
        return { contents: `const outside = __import(${JSON.stringify(path)});\nmodule.exports = outside.default ?? outside;`, loader: 'js' };
      });
      onLoad({ filter: /.*/, namespace: 'outside' }, async ({ path }) => {
        imports.add(path);
        const names = Object.keys(path === libraryName ? library : await import(path) as object);
        return { contents: requestModule(path, names), loader: 'js' };
      });
    },
  };
}

/** Packages of ours that programs may use where they have none of their own: a learner's workspace need not have them installed. */
const lentPackages = /^ws$/;

function lent(): Plugin {
  /** Marks the plugin's own question, which it must not answer itself. */
  const asking = Symbol('asking');
  return {
    name: 'lent',
    setup(builder) {
      builder.onResolve({ filter: lentPackages }, async ({ path, kind, resolveDir, pluginData }) => {
        if (pluginData === asking) return undefined;
        const own = await builder.resolve(path, { kind, resolveDir, pluginData: asking });
        return own.errors.length === 0 ? own : await builder.resolve(path, { kind, resolveDir: import.meta.dirname, pluginData: asking });
      });
    },
  };
}

function requestModule(path: string, names: readonly string[]): string {
  const named = names.filter((name) => name !== 'default' && /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name));
  return [
    `const outside = __import(${JSON.stringify(path)});`,
    'export default outside.default ?? outside;',
    ...named.map((name) => `const _${name} = outside.${name}; export { _${name} as ${name} };`),
  ].join('\n');
}

/** Files of the program: redirections, accesses that are told of, and `import.meta` that still names the file it was written in. */
function places(options: LoadOptions, accesses: FileSites[], threadFiles: Set<string>): Plugin {
  return {
    name: 'places',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.{0,2}\// }, ({ path, resolveDir }) => {
        const other = options.redirect?.(resolve(resolveDir, path));
        return other === undefined ? undefined : { path: other };
      });
      onLoad({ filter: /\.[cm]?[jt]sx?$/, namespace: 'file' }, async ({ path }) => {
        const text = await readFile(path, 'utf8');
        // A byte order mark would be counted as a column.
        const source = text.replace(/^\uFEFF/, '');
        for (const file of threadFilesIn(source, path)) threadFiles.add(file);
        // Added at the end, where it moves no line and no column.
        const tail = source.includes('import.meta') ? `\nimport ${placeName} from ${JSON.stringify(`place:${path}`)};` : '';
        const told = options.tells?.(path) ? await tellAccesses(source, path, options) : undefined;
        if (told) {
          accesses.push(told.sites);
          return { contents: `${told.code}${tail}\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(told.map).toString('base64')}`, loader: 'js' };
        }
        return source === text && tail === '' ? undefined : { contents: source + tail, loader: loaderOf(path) };
      });
      onResolve({ filter: /^place:/ }, ({ path }) => ({ path: path.slice('place:'.length), namespace: 'place' }));
      onLoad({ filter: /.*/, namespace: 'place' }, ({ path }) => ({ contents: `export default ${JSON.stringify(place(path))};`, loader: 'js' }));
    },
  };
}

async function tellAccesses(source: string, path: string, { root }: LoadOptions): Promise<Instrumented | undefined> {
  try {
    return await instrument(source, { file: relative(root, path).replaceAll('\\', '/'), name: basename(path), loader: loaderOf(path) });
  } catch (error) {
    // An error in the source is the bundler's to tell, in the words it always has.
    if (isBuildFailure(error)) return undefined;
    throw error;
  }
}

function loaderOf(path: string): 'ts' | 'tsx' {
  return path.endsWith('x') ? 'tsx' : 'ts';
}

/** What `import.meta` says in the file it is written in. */
function place(path: string): object {
  return { url: pathToFileURL(path).href, filename: path, dirname: dirname(path) };
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors);
}

function asLoadError(failure: BuildFailure): LoadError {
  return new LoadError(failure.errors.map(({ text, location }) => ({
    message: text,
    ...(location ? { site: { file: location.file.replaceAll('\\', '/'), line: location.line, column: location.column + 1 } } : {}),
  })));
}
