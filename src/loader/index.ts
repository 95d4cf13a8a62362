/** Turns TypeScript source into a program that can be run, any number of times. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as library from './library.ts';
import { currentDetail, setDetail, type Detail } from '../runtime/detail.ts';
import { rememberSites } from '../runtime/call-site.ts';
import { addSourceMapper } from '../runtime/sites.ts';
import { bundle, type LoadOptions } from './bundle.ts';
import { MarkedProgram } from './call-sites.ts';
import { LoadedProgram, type ProgramData } from './loaded-program.ts';
import { platformModules } from './platform-modules.ts';

export { isOwnFile, type LoadOptions } from './bundle.ts';
export { FileSources } from './file-sources.ts';
export { LoadError, type LoadProblem } from './load-error.ts';
export type { Cell, Memory, SiteNumber } from './instrument/accesses.ts';
export { anyTells, listen, relayedAccess } from './instrument/relay.ts';
export type { AccessSite } from './instrument/sites.ts';
export { MarkedProgram } from './call-sites.ts';
export { answerStops, withStops } from './stops.ts';
export { LoadedProgram, type Environment, type Exports, type ProgramData } from './loaded-program.ts';
export { libraryName, platformModules } from './platform-modules.ts';

/** Loads the program that starts at the file `entry`. `concurrency-tutor` is always our own copy. @throws {LoadError} */
export async function load(entry: string, options: LoadOptions): Promise<LoadedProgram> {
  const root = resolve(options.root);
  const { threadFiles, ...program } = await bundle(resolve(entry), { ...options, root });
  return new LoadedProgram({ root, ...program, threads: await loadThreads(threadFiles, root) });
}

/** The modules that run on threads, and those that they name in turn, by address. Each has variables of its own, which nobody shares: its accesses need not be told of. */
async function loadThreads(files: readonly string[], root: string, loaded: Record<string, ProgramData> = {}): Promise<Record<string, ProgramData>> {
  for (const file of files) {
    const url = pathToFileURL(file).href;
    if (url in loaded) continue;
    const { threadFiles, ...program } = await bundle(file, { root });
    loaded[url] = { root, ...program, threads: {} };
    await loadThreads(threadFiles, root, loaded);
  }
  return loaded;
}

/** What of a program to call, and with what; without it, the default export. */
export interface NativeCall {
  readonly export: string;
  readonly args: readonly unknown[];
  /** How much its goroutines remember of where they are; the more, the slower. @default 'full' */
  readonly detail?: Detail;
}

/**
 * Runs a program once, on the event loop and the real clock: an export of it as `run` does, or its top level when it has none of that name.
 * Reports lead to the author's source. @throws what the program throws
 */
export async function runNative(program: LoadedProgram, call: NativeCall = { export: 'default', args: [] }): Promise<unknown> {
  const modules = await platformModules(program);
  const before = currentDetail();
  const markers = program instanceof MarkedProgram ? program.markers : undefined;
  setDetail(call.detail ?? (markers ? 'creation' : 'full'));
  rememberSites(markers !== undefined);
  const forget = addSourceMapper(program);
  try {
    const exported = await program.evaluate({ modules: (name) => modules.get(name), globals: markers ?? {} });
    const main = exported[call.export];
    return typeof main === 'function' ? await library.run(() => (main as (...args: readonly unknown[]) => unknown)(...call.args)) : undefined;
  } finally {
    forget();
    rememberSites(false);
    setDetail(before);
  }
}
