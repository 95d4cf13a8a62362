import { parse, type Program } from 'acorn';
import { transform, type Loader } from 'esbuild';
import { SourceMapConsumer, type RawSourceMap } from 'source-map-js';

/** A file as JavaScript that can be taken apart, and the way back to what its author wrote. */
export interface JavaScript {
  readonly code: string;
  readonly tree: Program;
  /** From the code to the source, as JSON text. */
  readonly map: string;
  readonly lines: Lines;
}

/** Strips the types of a source, and parses what is left. @returns `undefined` for a source that this cannot be done with */
export async function toJavaScript(source: string, options: { readonly name: string; readonly loader: Loader }): Promise<JavaScript | undefined> {
  // What is newest in the language is kept where the parser knows it, and is otherwise made older.
  for (const target of ['esnext', 'node22']) {
    const { code, map } = await transform(source, { loader: options.loader, target, sourcefile: options.name, sourcemap: true, sourcesContent: true, tsconfigRaw: {}, logLevel: 'silent' });
    const tree = parsed(code);
    if (tree) return { code, tree, map, lines: new Lines(code, map) };
  }
  return undefined;
}

function parsed(code: string): Program | undefined {
  try {
    return parse(code, { ecmaVersion: 'latest', sourceType: 'module', allowAwaitOutsideFunction: true, allowHashBang: true, ranges: true });
  } catch {
    return undefined;
  }
}

/** Leads offsets in the code to lines and columns of the source. */
class Lines {
  readonly #starts: number[] = [0];
  readonly #map: SourceMapConsumer;

  constructor(code: string, map: string) {
    for (let at = code.indexOf('\n'); at !== -1; at = code.indexOf('\n', at + 1)) this.#starts.push(at + 1);
    this.#map = new SourceMapConsumer(JSON.parse(map) as RawSourceMap);
  }

  /** Line and column, from 1, of what the source has for this offset. */
  original(offset: number): { readonly line: number; readonly column: number } | undefined {
    let line = 0;
    for (let half = 1 << 30; half > 0; half >>= 1) if ((this.#starts[line + half] ?? Infinity) <= offset) line += half;
    line++;
    const found = this.#map.originalPositionFor({ line, column: offset - (this.#starts[line - 1] ?? 0) });
    return found.source ? { line: found.line, column: found.column + 1 } : undefined;
  }
}
