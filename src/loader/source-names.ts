import { parse, type Node } from 'acorn';
import { transformSync } from 'esbuild';
import { SourceMapConsumer, type RawSourceMap } from 'source-map-js';
import type { Naming, SourceSite } from '../runtime/sites.ts';
import { cancelUseOf, type CancelUse } from './cancel-use.ts';
import { namingOf } from './naming.ts';
import type { Tree } from './syntax.ts';

/** One file, as JavaScript that can be taken apart, with the way back and forth between the two. */
interface Parsed {
  readonly tree: Tree;
  readonly map: SourceMapConsumer;
  /** Where each line of the JavaScript begins. */
  readonly lines: readonly number[];
}

/** What authors call the things they make: read from their source when a report first asks. */
export class SourceNames {
  readonly #source: (file: string) => string | undefined;
  readonly #parsed = new Map<string, Parsed | undefined>();

  constructor(source: (file: string) => string | undefined) {
    this.#source = source;
  }

  /** What holds the value of the call at a place. */
  at(site: SourceSite): Naming | undefined {
    const parsed = this.#parse(site.file);
    const offset = parsed && offsetOf(parsed, site);
    return offset === undefined ? undefined : namingOf(parsed!.tree, offset);
  }

  /** What becomes of the function that ends the context made at a place. */
  cancelUse(site: SourceSite): CancelUse | undefined {
    const parsed = this.#parse(site.file);
    const offset = parsed && offsetOf(parsed, site);
    return offset === undefined ? undefined : cancelUseOf(parsed!.tree, offset);
  }

  #parse(file: string): Parsed | undefined {
    if (!this.#parsed.has(file)) this.#parsed.set(file, parsed(file, this.#source(file)));
    return this.#parsed.get(file);
  }
}

/** Undefined for what is no source: a report does without names then, rather than without itself. */
function parsed(file: string, source: string | undefined): Parsed | undefined {
  if (source === undefined) return undefined;
  try {
    const loader = /\.[cm]?tsx?$/.test(file) ? (file.endsWith('x') ? 'tsx' : 'ts') : 'jsx';
    const { code, map } = transformSync(source, { loader, sourcemap: true, sourcefile: 'source', target: 'node22', tsconfigRaw: {} });
    const lines = [0];
    for (let end = code.indexOf('\n'); end >= 0; end = code.indexOf('\n', end + 1)) lines.push(end + 1);
    const program: Node = parse(code, { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true });
    return { tree: program as unknown as Tree, map: new SourceMapConsumer(JSON.parse(map) as RawSourceMap), lines };
  } catch {
    return undefined;
  }
}

function offsetOf({ map, lines }: Parsed, { line, column }: SourceSite): number | undefined {
  const place = map.generatedPositionFor({ source: 'source', line, column: column - 1 });
  const start = place.line === null ? undefined : lines[place.line - 1];
  return start === undefined || place.column === null ? undefined : start + place.column;
}
