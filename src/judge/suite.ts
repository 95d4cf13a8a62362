/** Loading an exercise's hidden suite into the judge's own process. No code of a learner comes along. */
import { createHash } from 'node:crypto';
import { readdir, readFile, realpath } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join, relative, sep } from 'node:path';
import { compileFunction } from 'node:vm';
import { build, type Plugin } from 'esbuild';
import { JudgeError } from '../errors.ts';
import type { Exercise } from '../course/model.ts';
import { createCollector, suiteFault, type SuiteTest } from './collector.ts';
import { suiteModule, type Stage } from './suite-api.ts';

export interface Suite {
  readonly tests: ReadonlyMap<string, SuiteTest>;
  /** The names `suite/scenarios.ts` exports. */
  readonly scenarios: ReadonlySet<string>;
  /** SHA-256 over the suite's files, hex. */
  readonly hash: string;
}

/**
 * The folder of an exercise's suite: its own, or the one in a folder of other suites, which has the layout of `exercises/`:
 * `<suites>/03-worker-pool/suite/`.
 */
export function suiteOf({ folder }: Pick<Exercise, 'folder'>, suites?: string): string {
  return join(suites === undefined ? folder : join(suites, basename(folder)), 'suite');
}

/** Bundles and evaluates `suite/*.test.ts` and makes sure that every check has its test. Throws a `JudgeError`. */
export async function loadSuite(exercise: Exercise, stage: Stage, place = suiteOf(exercise)): Promise<Suite> {
  const folder = await suiteFolder(exercise, place);
  const files = await suiteFiles(folder);
  const entries = files.filter((file) => file.endsWith('.test.ts'));
  if (entries.length === 0) throw suiteFault(`The exercise ${exercise.id} has no file suite/*.test.ts.`);

  const [code, scenarios, hash] = await Promise.all([bundle(folder, entries), scenarioNames(folder), hashOf(folder, files)]);
  const collector = createCollector();
  evaluate(code, join(folder, 'suite.cjs'), { vitest: collector.module, 'concurrency-tutor/suite': suiteModule(stage) });
  requireMatch(exercise, collector.tests);
  return { tests: collector.tests, scenarios, hash };
}

/** The SHA-256 of an exercise's suite, hex. */
export async function suiteHash(exercise: Exercise, place = suiteOf(exercise)): Promise<string> {
  const folder = await suiteFolder(exercise, place);
  return hashOf(folder, await suiteFiles(folder));
}

/** Without links, as the bundler sees it. */
async function suiteFolder(exercise: Exercise, place: string): Promise<string> {
  return realpath(place).catch((cause: unknown) => { throw suiteFault(`The exercise ${exercise.id} has no folder suite${place === suiteOf(exercise) ? '' : `: ${place}`}.`, cause); });
}

async function suiteFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')).sort();
}

async function hashOf(folder: string, files: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) {
    const content = await readFile(join(folder, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

async function bundle(folder: string, entries: readonly string[]): Promise<string> {
  const contents = entries.map((entry) => `import ${JSON.stringify(`./${entry}`)};`).join('\n');
  try {
    const result = await build({
      stdin: { contents, resolveDir: folder, sourcefile: 'suite.ts', loader: 'ts' },
      bundle: true, write: false, format: 'cjs', platform: 'node', target: 'node22', sourcemap: 'inline', tsconfigRaw: '{}',
      external: ['vitest', 'concurrency-tutor/suite'], plugins: [onlySuiteFiles(folder)], logLevel: 'silent',
    });
    return result.outputFiles[0]?.text ?? '';
  } catch (cause) {
    if (cause instanceof JudgeError) throw cause;
    throw suiteFault(`The hidden suite cannot be bundled: ${(cause as Error).message}`, cause);
  }
}

/** Read from the source: scenarios run only beside the learner's code. */
async function scenarioNames(folder: string): Promise<ReadonlySet<string>> {
  try {
    const { metafile } = await build({ absWorkingDir: folder, entryPoints: ['./scenarios.ts'], outdir: folder, write: false, metafile: true, format: 'esm', tsconfigRaw: '{}', logLevel: 'silent' });
    return new Set(Object.values(metafile.outputs).flatMap((output) => output.exports));
  } catch (cause) {
    throw suiteFault(`The scenarios cannot be read: ${(cause as Error).message}`, cause);
  }
}

/** The judge's process evaluates what this lets through, so scenarios and learner files must not come in. */
function onlySuiteFiles(folder: string): Plugin {
  return {
    name: 'only-suite-files',
    setup(builder) {
      builder.onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir }) => {
        const target = relative(folder, join(resolveDir, path)).split(sep).join('/');
        const isScenario = /^scenarios(\.[a-z]+)?$/.test(target);
        if (!target.startsWith('../') && !isScenario) return undefined;
        return { errors: [{ text: `a test file imports "${path}"; it may import types from there, but no values` }] };
      });
    },
  };
}

function evaluate(code: string, filename: string, modules: Readonly<Record<string, object>>): void {
  const builtin = createRequire(import.meta.url);
  const require = (name: string): unknown => {
    if (Object.hasOwn(modules, name)) return modules[name];
    if (name.startsWith('node:')) return builtin(name) as unknown;
    throw suiteFault(`The suite imports "${name}"; it may import vitest, concurrency-tutor/suite, node: modules and its own files.`);
  };
  try {
    const module = { exports: {} };
    (compileFunction(code, ['require', 'module', 'exports'], { filename }) as (...args: unknown[]) => void)(require, module, module.exports);
  } catch (cause) {
    if (cause instanceof JudgeError) throw cause;
    throw suiteFault(`The hidden suite failed while it was loaded: ${String(cause)}`, cause);
  }
}

function requireMatch(exercise: Exercise, tests: ReadonlyMap<string, SuiteTest>): void {
  const checks = new Set(exercise.checks.map((check) => check.id));
  for (const id of checks) {
    if (!tests.has(id)) throw suiteFault(`The check "${id}" of ${exercise.id} has no test in the suite.`);
  }
  for (const name of tests.keys()) {
    if (!checks.has(name)) throw suiteFault(`The suite of ${exercise.id} has a test "${name}", and no check is called so.`);
  }
}
