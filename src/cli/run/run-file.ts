/** `run`: a program as it is, or under many schedules. */
import { existsSync, statSync } from 'node:fs';
import { dirname, extname, isAbsolute, relative, resolve } from 'node:path';
import { exitCode, UsageError } from '../../errors.ts';
import type { StrategyName } from '../../explore/strategy/strategy.ts';
import { renderRun, type RunDocument } from '../../report/index.ts';
import { printJson, type CommandIo } from '../io.ts';
import { courseFolder } from '../course-folder.ts';
import { reportStyle } from '../style.ts';
import { exploreApart, type ExploreRequest } from './explore-apart.ts';
import { runNativelyAsJson, runNativelyAsText } from './run-natively.ts';
import { emptyRun } from './run-document.ts';
import { inspect } from './inspect.ts';
import { traceFile, writeTrace, type TraceFile } from './trace-file.ts';

export interface RunOptions {
  readonly schedules?: number;
  readonly seed?: number | 'random';
  readonly strategy?: StrategyName;
  readonly depth?: number;
  readonly preemptions?: number;
  readonly replay?: string;
  readonly inspect?: boolean;
  readonly trace?: string;
  readonly json?: boolean;
  /** `false` when races are not to be looked for. */
  readonly race?: boolean;
}

const extensions = ['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs'];

export async function runFile(io: CommandIo, file: string, options: RunOptions): Promise<number> {
  const entry = entryFile(io, file);
  requireSense(options);
  const target = options.trace === undefined ? undefined : traceFile(io, options.trace);
  const { isOwnFile, load, LoadError, MarkedProgram } = await import('../../loader/index.ts');
  const isExploring = isExploration(options) || options.replay !== undefined;
  try {
    const program = await load(entry, { root: rootOf(io, entry), ...(isExploring && options.race !== false ? { tells: isOwnFile } : {}) });
    if (!isExploring) return await (options.json === true ? runNativelyAsJson : runNativelyAsText)(io, MarkedProgram.of(program));
    // A program that uses the real world may leave it open behind.
    io.endProcess();
    const request: ExploreRequest = { program: program.toJSON(), how: howOf(io, options), story: target ? 'wanted' : 'not wanted' };
    const { document, shown } = options.inspect === true ? await inspect(io, program, options.replay ?? '') : await exploreApart(request);
    const code = say(io, file, options, document);
    if (target) tellTrace(io, target, writeTrace(target, { document, shown, command: commandOf(file) }, program, entry), options);
    return code;
  } catch (error) {
    if (!(error instanceof LoadError)) throw error;
    const problems = error.problems.map(({ message, site }) => ({ message, ...(site === undefined ? {} : { at: site }) }));
    return say(io, file, options, { ...emptyRun, mode: isExploring ? 'explore' : 'native', verdict: 'load-error', problems });
  }
}

/** To run every interleaving is to explore, with or without a number. */
function isExploration({ schedules, strategy }: RunOptions): boolean {
  return schedules !== undefined || strategy === 'exhaustive';
}

/** What an option is for, when it is given where it does nothing. @throws {UsageError} */
function requireSense({ schedules, replay, inspect: isInspecting, trace, ...exploring }: RunOptions): void {
  if (isInspecting === true && replay === undefined) throw new UsageError('nothing-to-inspect', '--inspect shows one schedule in a debugger.', 'Add --replay and the token of a finding.');
  if (exploring.preemptions !== undefined && exploring.strategy !== 'exhaustive') throw new UsageError('nothing-to-bound', '--preemptions is about --strategy exhaustive.', 'Add that, or leave --preemptions out.');
  if (replay !== undefined && schedules !== undefined) throw new UsageError('one-or-many', '--replay repeats one schedule, --schedules runs many.', 'Give one of the two.');
  if (replay !== undefined || schedules !== undefined || exploring.strategy === 'exhaustive') return;
  const useless = ([['--trace', trace], ['--seed', exploring.seed], ['--strategy', exploring.strategy], ['--depth', exploring.depth]] as const).find(([, value]) => value !== undefined);
  if (useless) throw new UsageError('no-schedules', `${useless[0]} is about schedules, and the program would simply run.`, 'Add --schedules 200, or --replay and a token.');
}

/** On the terminal only: a document on stdout is all there is. */
function tellTrace(io: CommandIo, target: TraceFile, written: 'written' | 'nothing to write', options: RunOptions): void {
  if (options.json === true || io.quiet) return;
  io.print('');
  if (written === 'nothing to write') io.print('No trace was written: there is no schedule to show.');
  else io.print(target.format === 'page' ? `The schedule, step by step: ${target.path}` : `The schedule, for https://ui.perfetto.dev: ${target.path}`);
}

function commandOf(file: string): string {
  return `concurrency-tutor run ${quoted(file)}`;
}

/** The most real time that the search for every interleaving may take, in milliseconds. */
const LONGEST_SEARCH = 20_000;

function howOf(io: CommandIo, { schedules, seed = 1, strategy, depth, preemptions, replay }: RunOptions): ExploreRequest['how'] {
  if (replay !== undefined) return { kind: 'replay', token: replay };
  return { kind: 'explore', options: {
    seed: seed === 'random' ? io.randomSeed() : seed,
    ...(schedules === undefined ? {} : { schedules }),
    ...(strategy === undefined ? {} : { strategy }),
    ...(strategy === 'exhaustive' ? { milliseconds: LONGEST_SEARCH } : {}),
    ...(depth === undefined ? {} : { depth }),
    ...(preemptions === undefined ? {} : { preemptions }),
  } };
}

function say(io: CommandIo, file: string, options: RunOptions, document: RunDocument): number {
  if (options.json === true) printJson(io, document);
  else io.print(renderRun(document, commandOf(file), reportStyle(io)));
  return document.verdict === 'pass' ? exitCode.ok : exitCode.failed;
}

function entryFile(io: CommandIo, file: string): string {
  const here = resolve(io.cwd, file);
  // The lessons name their programs by their place in the course.
  const entry = existsSync(here) || isAbsolute(file) ? here : [resolve(courseFolder(io), file)].find((path) => existsSync(path)) ?? here;
  const kind = statSync(entry, { throwIfNoEntry: false });
  if (kind === undefined) throw new UsageError('no-such-file', `There is no file ${entry}.`, 'Give the path of a TypeScript module.');
  if (kind.isDirectory()) throw new UsageError('not-a-file', `${entry} is a folder.`, 'Give the path of a TypeScript module in it.');
  if (extensions.includes(extname(entry))) return entry;
  throw new UsageError('not-a-program', `${entry} is not a TypeScript module.`, `Give a file whose name ends in ${extensions.slice(0, 3).join(', ')} or another of Node's module endings.`);
}

/** Sites are shown relative to where the person stands; for a program of the course, to the course; else to the file's folder. */
function rootOf(io: CommandIo, entry: string): string {
  const isBelow = (folder: string): boolean => !relative(folder, entry).startsWith('..') && !isAbsolute(relative(folder, entry));
  return [io.cwd, courseFolder(io)].find(isBelow) ?? dirname(entry);
}

function quoted(file: string): string {
  return /^[\w./@+-]+$/.test(file) ? file : JSON.stringify(file);
}
