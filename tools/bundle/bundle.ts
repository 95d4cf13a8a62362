/**
 * Puts the modules of `src/` together into few files, so that a command starts in little more time than Node itself.
 *
 * There are two builds. The front is one file with everything that short commands need; what a command loads when it runs
 * stays outside. Everything else is one build with shared parts: a module exists once in a process, whichever entries the
 * process uses. What the front holds of it is there twice, which is harmless for functions and plain data; `single` names the rest.
 */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, dirname, sep } from 'node:path';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { faces, front, inlined, single, startedByAddress } from './entries.ts';

/** Writes the bundle over what the compiler has put into `root`/dist. */
export async function bundle(root: string): Promise<void> {
  const source = join(root, 'src');
  const dist = join(root, 'dist');
  const options: BuildOptions = {
    absWorkingDir: root, outbase: source, outdir: dist, bundle: true, format: 'esm', platform: 'node', target: 'node22', jsx: 'automatic', tsconfigRaw: '{}',
    metafile: true, minifyWhitespace: true, legalComments: 'none', logLevel: 'warning',
  };
  const later = new Set<string>();
  await rm(join(dist, 'chunks'), { recursive: true, force: true });
  const first = await build({ ...options, entryPoints: [join(source, front)], plugins: [loadedLater(source, later), outside(source), places(source), startsNothing] });
  const second = await build({
    ...options, entryPoints: [...new Set([...[...faces, ...single, ...startedByAddress(source)].map((entry) => join(source, entry)), ...later])], chunkNames: 'chunks/[name]-[hash]', splitting: true,
    plugins: [outside(source), places(source)],
  });
  await writeFile(join(dist, 'licenses.txt'), await licenses(root, [first, second].flatMap(({ metafile }) => Object.keys(metafile?.inputs ?? {}))));
}

/** Leaves out of the front what is imported when it is needed, and what may not be there twice; `later` collects it. */
function loadedLater(source: string, later: Set<string>): Plugin {
  const once = new Set(single.map((file) => join(source, file)));
  return {
    name: 'loaded-later',
    setup({ onResolve }) {
      onResolve({ filter: /^\.{1,2}\// }, ({ path, kind, importer }) => {
        const file = resolve(dirname(importer), path);
        if (!importer.startsWith(source + sep) || (kind !== 'dynamic-import' && !once.has(file))) return undefined;
        later.add(file);
        const target = relative(dirname(join(source, front)), file).split(sep).join('/').replace(/\.tsx?$/, '.js');
        return { path: target.startsWith('.') ? target : `./${target}`, external: true };
      });
    },
  };
}

/** Packages stay outside, but for those that every command needs. */
function outside(source: string): Plugin {
  return {
    name: 'outside',
    setup({ onResolve }) {
      onResolve({ filter: /^[^./]/ }, ({ path, importer }) => {
        if (isAbsolute(path) || !importer.startsWith(source + sep) || inlined.includes(path)) return undefined;
        return { path, external: true };
      });
    },
  };
}

/** `import.meta.url` goes on to name the module that it is written in, from which other files are found. */
function places(source: string): Plugin {
  return {
    name: 'places',
    setup({ onLoad }) {
      onLoad({ filter: /\.tsx?$/ }, async ({ path }) => {
        if (!path.startsWith(source + sep)) return undefined;
        const text = await readFile(path, 'utf8');
        if (!text.includes('import.meta.url')) return undefined;
        const name = relative(source, path).split(sep).join('/').replace(/\.tsx?$/, '.js');
        return { contents: text.replaceAll(/^(?!\s*(?:\/?\*|\/\/)).*$/gm, (line) => withPlace(line, name)), loader: path.endsWith('x') ? 'tsx' : 'ts' };
      });
    },
  };
}

/** Only the expression itself, not what a text or a pattern says about it. */
function withPlace(line: string, name: string): string {
  const place = `(import.meta.url.slice(0, import.meta.url.lastIndexOf('/dist/') + 6) + ${JSON.stringify(name)})`;
  return line.replaceAll(/(?<=[(,] ?|\$\{)import\.meta\.url(?=[),.])/g, place);
}

/** commander can start commands that are programs of their own. We have none, and need not wait for what starts them. */
const startsNothing: Plugin = {
  name: 'starts-nothing',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ path, importer }) => (/[\\/]node_modules[\\/]commander[\\/]/.test(importer) ? { path, namespace: 'nothing' } : undefined));
    onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: 'export default {};' }));
  },
};

/** The licences of what is in the bundle and is not ours. */
async function licenses(root: string, inputs: readonly string[]): Promise<string> {
  const packages = new Set(inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []));
  const texts = await Promise.all([...packages].toSorted().map(async (path) => {
    const folder = join(root, path);
    const file = (await readdir(folder)).find((name) => /^licen[cs]e/i.test(name));
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    return `${name}\n${'-'.repeat(name.length)}\n\n${file === undefined ? 'See its package.json.' : (await readFile(join(folder, file), 'utf8')).trim()}\n`;
  }));
  return `Files in this folder contain code of these packages.\n\n${texts.join('\n')}`;
}
