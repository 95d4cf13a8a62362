/** The built-in check `types`: the learner's files under TypeScript's own compiler, in a process of its own. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { JudgeError } from '../errors.ts';
import type { Site } from '../explore/report.ts';
import type { Box, KernelLimits } from './isolation/box.ts';
import { ownProcess } from './isolation/own-process.ts';
import { collectText } from './printed.ts';

export interface TypeProblem {
  readonly site: Site;
  /** `TS2322`. */
  readonly code: string;
  readonly message: string;
}

export interface TypeCheckOptions {
  /** The learner's folder: an absolute path without links. */
  readonly folder: string;
  /** Paths relative to it. */
  readonly files: readonly string[];
  /** A folder of the judge's own for the compiler's configuration. */
  readonly scratch: string;
  /** Where the compiler runs. @default a process of its own */
  readonly box?: Box;
  readonly signal: AbortSignal;
}

/** How much of the compiler's answer is read, in bytes. */
const maxAnswer = 256 * 2 ** 10;

/** How long the compiler may take, in seconds, and what the kernel gives it. */
const patience = 120;
const limits: KernelLimits = { cpu: patience, data: 4096 };

/** What the compiler refuses in the learner's files. Throws a `JudgeError` when the compiler itself fails, and the signal's reason when aborted. */
export async function typeProblems(options: TypeCheckOptions): Promise<readonly TypeProblem[]> {
  const place = join(options.scratch, 'types');
  await mkdir(place, { recursive: true });
  const project = join(place, 'tsconfig.json');
  await writeFile(project, JSON.stringify(configuration(options)));
  const { code, output } = await compile(project, options);
  if (code === null || code > 128) return [{ site: { file: options.files[0] ?? '', line: 1, column: 1 }, code: 'TS2589', message: `The type checker did not come to an end with these types within ${patience} s and its memory.` }];
  const problems = parseProblems(output);
  // Code 0: no error at all. Errors in files that are not the learner's are not the learner's either.
  if (code === 0 || problems.length > 0 || /^\S.*\(\d+,\d+\): error/m.test(output)) return problems;
  throw new JudgeError('type-check', `The type checker failed: ${output.slice(0, 500)}`, 'Reinstall concurrency-tutor, or report this with the message.');
}

function configuration({ folder, files }: TypeCheckOptions): object {
  const require = createRequire(import.meta.url);
  const nodeTypes = resolved(require, '@types/node/package.json');
  return {
    compilerOptions: {
      target: 'es2023', module: 'esnext', moduleResolution: 'bundler', moduleDetection: 'force', strict: true, noEmit: true, skipLibCheck: true,
      allowImportingTsExtensions: true, resolveJsonModule: true,
      lib: ['es2024', 'esnext.disposable', 'esnext.asynciterable', 'esnext.iterator', 'esnext.collection', ...(nodeTypes === undefined ? ['dom'] : [])],
      types: nodeTypes === undefined ? [] : ['node'],
      ...(nodeTypes === undefined ? {} : { typeRoots: [dirname(dirname(nodeTypes))] }),
      paths: { 'concurrency-tutor': [face('index')], 'concurrency-tutor/testing': [face('testing')] },
    },
    files: files.map((file) => join(folder, file)),
  };
}

/** Our own declarations: the built ones, or the source itself when the judge runs from source. */
function face(name: string): string {
  const root = fileURLToPath(new URL('..', import.meta.url));
  return join(root, extname(import.meta.url) === '.ts' ? `${name}.ts` : `${name}.d.ts`);
}

function resolved(require: NodeJS.Require, specifier: string): string | undefined {
  try {
    return require.resolve(specifier);
  } catch {
    return undefined;
  }
}

/** The compiler's JavaScript launcher. */
function compiler(): string {
  const path = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');
  if (existsSync(path)) return path;
  throw new JudgeError('type-check', 'The TypeScript compiler is missing.', 'Reinstall concurrency-tutor.');
}

/** Types can be written that take for ever to work out, and an import of types leads wherever it says; so the compiler is boxed in like a program. */
async function compile(project: string, { folder, scratch, box = ownProcess, signal }: TypeCheckOptions): Promise<{ readonly code: number | null; readonly output: string }> {
  const { command, args, ...how } = box.launch({ args: [compiler(), '-p', project, '--pretty', 'false'], scratch: folder, cwd: folder, readable: [folder, dirname(project)], limits, mark: basename(scratch) });
  const child = spawn(command, args, { ...how, stdio: ['ignore', 'pipe', 'pipe'], timeout: patience * 1000, killSignal: 'SIGKILL', signal, windowsHide: true });
  const answer = collectText(child.stdout, maxAnswer);
  const complaint = collectText(child.stderr, maxAnswer);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', (error) => { reject(signal.aborted ? signal.reason as Error : error); });
    child.once('close', resolve);
  });
  return { code, output: answer.text() + complaint.text() };
}

/** `pool.ts(3,7): error TS2322: Type …`, and the indented lines that continue it. Only files of the learner's folder. */
function parseProblems(output: string): readonly TypeProblem[] {
  const problems: TypeProblem[] = [];
  for (const block of output.split(/\r?\n(?=\S)/)) {
    const match = /^(.+?)\((\d+),(\d+)\): error (TS\d+): ([\s\S]*)$/.exec(block.trim());
    if (match === null) continue;
    const [, file = '', line = '', column = '', code = '', message = ''] = match;
    const path = file.split(sep).join('/');
    if (path.startsWith('../') || path.startsWith('/') || /^[A-Za-z]:/.test(path)) continue;
    const lines = message.split(/\r?\n/).map((text) => text.trim()).slice(0, 3);
    problems.push({ site: { file: path, line: Number(line), column: Number(column) }, code, message: lines.join(' ') });
  }
  return problems;
}
