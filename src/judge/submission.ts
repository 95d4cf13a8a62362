/** What can be said about a learner's files without running them. */
import { lstat, open, realpath, stat } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { join, sep } from 'node:path';
import { build, type BuildFailure, type BuildResult, type Message, type Plugin } from 'esbuild';
import type { Exercise } from '../course/model.ts';
import type { Site } from '../explore/report.ts';
import { libraryName } from '../loader/index.ts';
import type { Cause } from './verdict.ts';

/** The largest file a learner hands in, in bytes. */
const maxFile = 512 * 2 ** 10;

/** Why the learner's files cannot be judged, or `undefined`. Looks at the files, their syntax, imports and exports, in this order. */
export async function refusal(exercise: Exercise, folder: string): Promise<Cause | undefined> {
  return await missingFile(exercise.files, folder) ?? await brokenSource(exercise, folder);
}

/** Why the learner's files cannot be taken from the folder, or `undefined`. */
export async function missingFile(files: readonly string[], folder: string): Promise<Cause | undefined> {
  const root = await realpath(folder).catch(() => undefined);
  if (root === undefined) return missing(`There is no folder ${folder}.`);
  for (const file of files) {
    const path = join(root, file);
    const entry = await lstat(path).catch(() => undefined);
    if (entry === undefined) return missing(`There is no file ${file}.`);
    const real = await realpath(path).catch(() => undefined);
    if (real === undefined || !isInside(root, real)) return missing(`${file} is a link that leads out of the folder.`, 'Replace the link by the file itself.');
    const { size, isFile } = await stat(real).then((found) => ({ size: found.size, isFile: found.isFile() }));
    if (!isFile) return missing(`${file} is not a file.`);
    if (!await isReadable(real)) return missing(`${file} cannot be read.`, 'Give yourself the right to read it.');
    if (size > maxFile) return missing(`${file} has ${size} bytes; the judge reads at most ${maxFile}.`, 'Keep data out of the source.');
  }
  return undefined;
}

function missing(rationale: string, help = 'Your work belongs into this file. `concurrency-tutor init --add-missing` brings back its starter.'): Cause {
  return { kind: 'missing-file', rationale, help };
}

async function isReadable(path: string): Promise<boolean> {
  try {
    await using _file = await open(path);
    return true;
  } catch {
    return false;
  }
}

function isInside(root: string, path: string): boolean {
  return path.startsWith(root + sep);
}

/** Why the sources cannot be a program, or `undefined`: their syntax, imports and exports, in this order. */
export async function brokenSource(exercise: Exercise, folder: string): Promise<Cause | undefined> {
  const root = await realpath(folder);
  try {
    const { metafile } = await build({
      absWorkingDir: root, entryPoints: exercise.files.map((file) => `./${file}`), outdir: join(root, 'out'), write: false, metafile: true,
      bundle: true, format: 'esm', platform: 'node', target: 'node22', tsconfigRaw: '{}', logLevel: 'silent', plugins: [allowedImports(root)],
    });
    return missingExport(exercise, metafile);
  } catch (error) {
    const [problem] = (error as Partial<BuildFailure>).errors ?? [];
    if (problem === undefined) throw error;
    return sourceProblem(problem);
  }
}

/** What a learner's file may import: its own folder, Node and this package. */
function allowedImports(root: string): Plugin {
  return {
    name: 'allowed-imports',
    setup(builder) {
      builder.onResolve({ filter: /.*/ }, async ({ path, kind, resolveDir, pluginData }) => {
        if (kind === 'entry-point' || pluginData === resolving) return undefined;
        if (isBuiltin(path) || path === libraryName) return { path, external: true };
        if (!path.startsWith('.')) return { errors: [{ text: `There is no package "${path}" here`, detail: 'import' }] };
        const resolved = await builder.resolve(path, { kind, resolveDir, pluginData: resolving });
        if (resolved.errors.length > 0) return { errors: [{ text: `There is no file "${path}"`, detail: 'import' }] };
        if (!isInside(root, resolved.path)) return { errors: [{ text: `"${path}" is outside the folder of this exercise`, detail: 'import' }] };
        return { path: resolved.path };
      });
    },
  };
}

/** Marks the plugin's own question, which it must not answer itself. */
const resolving = Symbol('resolving');

function sourceProblem(problem: Message): Cause {
  const location = siteOf(problem);
  const at = location === undefined ? {} : { location };
  if (problem.detail === 'import') return { kind: 'load-error', rationale: `${problem.text}.`, help: 'Import only your own files, Node modules and concurrency-tutor.', ...at };
  const missingName = /^No matching export in "(.+)" for import "(.+)"$/.exec(problem.text);
  if (missingName !== null) {
    return { kind: 'load-error', rationale: `${missingName[1]} does not export \`${missingName[2]}\`, which is imported here.`, help: 'Export it there, or correct the import.', ...at };
  }
  return { kind: 'syntax-error', rationale: `This is not TypeScript: ${problem.text}.`, help: 'Correct the source where it is marked.', ...at };
}

function siteOf({ location }: Message): Site | undefined {
  if (location === null) return undefined;
  return { file: location.file, line: location.line, column: location.column + 1 };
}

type Metafile = NonNullable<BuildResult['metafile']>;

function missingExport(exercise: Exercise, metafile: Metafile): Cause | undefined {
  const [first = ''] = exercise.files;
  const output = Object.values(metafile.outputs).find(({ entryPoint }) => entryPoint === first.split(sep).join('/'));
  const exported = output?.exports ?? [];
  const absent = exercise.exports.filter((name) => !exported.includes(name));
  if (absent.length === 0) return undefined;
  const names = absent.map((name) => `\`${name}\``).join(', ');
  const others = exported.filter((name) => !exercise.exports.includes(name)).map((name) => `\`${name}\``).join(', ');
  return {
    kind: 'missing-export',
    rationale: `${first} does not export ${names}.${others === '' ? '' : ` It exports ${others}.`}`,
    help: 'The task gives the names; export them exactly so.',
    location: { file: first, line: 1, column: 1 },
  };
}
