import { createHash } from 'node:crypto';
import { Script } from 'node:vm';
import { SourceMapConsumer, type RawSourceMap } from 'source-map-js';
import { hookPattern, type Accesses, type Memory, type SiteNumber } from './instrument/accesses.ts';
import { hooksFor } from './instrument/hooks.ts';
import { SiteTable, type AccessSite, type FileSites } from './instrument/sites.ts';
import { renamedIn } from './renamed.ts';
import type { Naming, SourceMapper, SourceSite } from '../runtime/sites.ts';
import type { CancelUse } from './cancel-use.ts';
import { SourceNames } from './source-names.ts';

/** What one evaluation of a program can reach besides its own source. */
export interface Environment {
  /** The module that an import from outside names. */
  readonly modules: (name: string) => unknown;
  /** Globals that the program sees in place of the platform's, by name. */
  readonly globals: Readonly<Record<string, unknown>>;
  /** Hears of accesses to shared memory, of a program that tells of them. */
  readonly memory?: Memory;
}

/** The names a program exports. */
export type Exports = Readonly<Record<string, unknown>>;

/** A program as plain data, to hand to another process. */
export interface ProgramData {
  readonly root: string;
  readonly code: string;
  readonly map: string;
  readonly imports: readonly string[];
  /** The accesses to shared memory that it tells of, by file; none for a program that does not. */
  readonly accesses: readonly FileSites[];
  /** The modules that it runs on threads, by address. */
  readonly threads: Readonly<Record<string, ProgramData>>;
}

type Body = (exports: (namespace: Exports) => void, modules: (name: string) => unknown, hooks: Accesses, ...globals: unknown[]) => Promise<void>;

/** The names of the files are written as in an address; authors write them as they are. */
function readMap(text: string): SourceMapConsumer {
  const map = JSON.parse(text) as RawSourceMap;
  return new SourceMapConsumer({ ...map, sources: map.sources.map((source) => decodeURIComponent(source)) });
}

/** A program that has been bundled and can be evaluated any number of times, each time with module state of its own. */
export class LoadedProgram implements SourceMapper {
  readonly root: string;
  /** The outside modules it imports. */
  readonly imports: readonly string[];
  /** Identifies the code, to notice that a replay is of another program. */
  readonly digest: string;
  /** Whether it tells of its accesses to shared memory. */
  readonly tellsAccesses: boolean;
  readonly #data: ProgramData;
  readonly #file: string;
  readonly #compiled = new Map<string, Body>();
  readonly #threads: ReadonlyMap<string, LoadedProgram>;
  readonly #mentions = new Map<string, boolean>();
  #map: SourceMapConsumer | undefined;
  #accesses: SiteTable | undefined;
  #renamed: ReadonlyMap<string, string> | undefined;
  readonly #names = new SourceNames((file) => this.source(file));

  constructor(data: ProgramData) {
    this.#data = data;
    this.root = data.root;
    this.#threads = new Map(Object.entries(data.threads).map(([url, thread]) => [url, new LoadedProgram(thread)]));
    const threads = [...this.#threads.values()];
    this.imports = [...new Set([data.imports, ...threads.map(({ imports }) => imports)].flat())];
    this.digest = createHash('sha256').update([data.code, ...threads.map(({ digest }) => digest)].join('\n')).digest('hex').slice(0, 12);
    this.tellsAccesses = data.accesses.length > 0;
    this.#file = `program-${this.digest}.js`;
  }

  /** What engines call its code. */
  get fileName(): string {
    return this.#file;
  }

  static from(data: ProgramData): LoadedProgram {
    return new LoadedProgram(data);
  }

  toJSON(): ProgramData {
    return this.#data;
  }

  /** Whether its code may use a global of this name, directly or as a module. What it does not use need not be made for every run. */
  mentions(name: string): boolean {
    let mentioned = this.#mentions.get(name);
    if (mentioned === undefined) this.#mentions.set(name, mentioned = this.#looksFor(name));
    return mentioned;
  }

  #looksFor(name: string): boolean {
    // Through these it may get at anything.
    const word = new RegExp(`\\b(?:${name}|globalThis|global|eval|Function)\\b`);
    return word.test(this.#data.code) || this.imports.some((specifier) => word.test(specifier)) || [...this.#threads.values()].some((thread) => thread.mentions(name));
  }

  /** A module that it runs on threads. */
  threadModule(url: string): LoadedProgram | undefined {
    return this.#threads.get(url);
  }

  /** Evaluates the program from its first line. @returns what it exports @throws what its top level throws */
  async evaluate({ modules, globals, memory }: Environment): Promise<Exports> {
    let exported: Exports = {};
    const names = Object.keys(globals);
    await this.#compile(names)((namespace) => { exported = namespace; }, modules, hooksFor(memory), ...names.map((name) => globals[name]));
    return exported;
  }

  /** The place in the author's source that a place in the running code stands for. */
  site({ file, line, column }: SourceSite): SourceSite | undefined {
    if (!file.endsWith(this.#file)) return this.#inThreads((thread) => thread.site({ file, line, column }));
    const original = this.#sourceMap().originalPositionFor({ line, column: column - 1 });
    if (!original.source || /^(outside|outside-required|place):/.test(original.source) || original.source === 'start.js') return undefined;
    return { file: original.source.replaceAll('\\', '/'), line: original.line, column: original.column + 1 };
  }

  /** A line of the author's source, by the file name that `site` gives. */
  sourceLine(file: string, line: number): string | undefined {
    return this.source(file)?.split('\n')[line - 1];
  }

  /** The author's source, by the file name that `site` gives. */
  source(file: string): string | undefined {
    return this.#sourceMap().sourceContentFor(file, true) ?? this.#inThreads((thread) => thread.source(file));
  }

  /** What the first of the modules on threads says that knows. */
  #inThreads<T>(ask: (thread: LoadedProgram) => T | undefined): T | undefined {
    for (const thread of this.#threads.values()) {
      const answer = ask(thread);
      if (answer !== undefined) return answer;
    }
    return undefined;
  }

  naming(site: SourceSite): Naming | undefined {
    return this.#names.at(site);
  }

  sourceName(name: string): string | undefined {
    // Where two of one name meet in a bundle, one of them gets a number at its end.
    return /\d$/.test(name) ? (this.#renamed ??= renamedIn(this.#data.code, this.#sourceMap())).get(name) : undefined;
  }

  /** An access that it told of. */
  access(site: SiteNumber): AccessSite | undefined {
    return (this.#accesses ??= new SiteTable(this.#data.accesses)).site(site);
  }

  /** What becomes of the function that ends the context made at a place; undefined where there is no such call. */
  cancelUse(site: SourceSite): CancelUse | undefined {
    return this.#names.cancelUse(site);
  }

  /** Read when first asked for: most runs never are. */
  #sourceMap(): SourceMapConsumer {
    return (this.#map ??= readMap(this.#data.map));
  }

  #compile(globals: readonly string[]): Body {
    const key = globals.join();
    let body = this.#compiled.get(key);
    if (!body) {
      const text = `(async function (__exports, __import, __hooks${globals.map((name) => `, ${name}`).join('')}) { "use strict"; const ${hookPattern} = __hooks;\n${this.#data.code}\n})`;
      body = new Script(text, { filename: this.#file, lineOffset: -1 }).runInThisContext() as Body;
      this.#compiled.set(key, body);
    }
    return body;
  }
}
