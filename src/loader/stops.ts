import remapping, { type SourceMapInput } from '@jridgewell/remapping';
import { parse } from 'acorn';
import MagicString from 'magic-string';
import { pathToFileURL } from 'node:url';
import { SourceMapConsumer, type RawSourceMap } from 'source-map-js';
import type { SourceSite } from '../runtime/sites.ts';
import type { ProgramData } from './loaded-program.ts';
import { pathTo, type Tree } from './syntax.ts';

/** Under this name, everywhere, a program asks whether it is to stop at one of its stops. */
const question = 'concurrency-tutor: stop here?';

/** Answers for the time of one run whether a program is to stop. `stop` is a place's index in the list that `withStops` was given. */
export function answerStops(answer: (stop: number) => boolean): Disposable {
  const holder = globalThis as unknown as Record<symbol, unknown>;
  const key = Symbol.for(question);
  holder[key] = answer;
  return { [Symbol.dispose]: () => void delete holder[key] };
}

/**
 * A program that stops in a debugger before the statements at some places of its source, whenever `answerStops` says so.
 * The debugger finds the author's files through the source map at its end.
 */
export function withStops(data: ProgramData, places: readonly (SourceSite | 'start')[]): ProgramData {
  const map = JSON.parse(data.map) as RawSourceMap;
  const consumer = new SourceMapConsumer(map);
  const tree = parse(data.code, { ecmaVersion: 'latest', sourceType: 'module', allowAwaitOutsideFunction: true }) as unknown as Tree;
  const text = new MagicString(data.code);
  const lines = lineStarts(data.code);
  for (const [index, place] of places.entries()) {
    const offset = place === 'start' ? firstOf(consumer, lines) : offsetOf(consumer, lines, place);
    if (offset !== undefined) stopBefore(text, data.code, pathTo(tree, offset), index);
  }
  const composed = remapping([text.generateMap({ hires: true }) as SourceMapInput, data.map], () => null);
  const absolute = { ...(JSON.parse(composed.toString()) as object), sourceRoot: `${pathToFileURL(data.root).href}/` };
  const comment = `//# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify(absolute)).toString('base64')}`;
  return { ...data, code: `${text.toString()}\n${comment}`, map: composed.toString() };
}

function stopBefore(text: MagicString, code: string, path: readonly Tree[], index: number): void {
  const stop = `if (globalThis[Symbol.for(${JSON.stringify(question)})]?.(${index})) debugger;`;
  // A function that is an expression has no statement to stop at.
  const short = path.findLast((node, depth) => node.type === 'ArrowFunctionExpression' && node['expression'] === true && path[depth + 1] === node['body']);
  const statement = path.findLast((node) => /(?:Statement|Declaration)$/.test(node.type) && node.type !== 'BlockStatement');
  const body = short?.['body'] as Tree | undefined;
  if (body && (!statement || body.start >= statement.start)) {
    replaceStart(text, code, body, `{ ${stop} return (`);
    text.appendLeft(body.end, '); }');
    return;
  }
  if (!statement) return;
  const around = path[path.indexOf(statement) - 1];
  const isAlone = around !== undefined && !['Program', 'BlockStatement', 'StaticBlock', 'SwitchCase'].includes(around.type);
  replaceStart(text, code, statement, isAlone ? `{ ${stop} ` : `${stop} `);
  if (isAlone) text.appendLeft(statement.end, ' }');
}

/** What stands in front is mapped to the author's statement as well: so that is where the debugger shows that it has stopped. */
function replaceStart(text: MagicString, code: string, node: Tree, before: string): void {
  text.update(node.start, node.start + 1, `${before}${code.charAt(node.start)}`);
}

function lineStarts(code: string): readonly number[] {
  const starts = [0];
  for (let end = code.indexOf('\n'); end >= 0; end = code.indexOf('\n', end + 1)) starts.push(end + 1);
  return starts;
}

function offsetOf(consumer: SourceMapConsumer, lines: readonly number[], { file, line, column }: SourceSite): number | undefined {
  const source = (consumer as unknown as { readonly sources: readonly string[] }).sources.find((name) => decodeURIComponent(name) === file);
  const place = source === undefined ? undefined : consumer.generatedPositionFor({ source, line, column: column - 1 });
  const start = place?.line == null ? undefined : lines[place.line - 1];
  return start === undefined ? undefined : start + (place?.column ?? 0);
}

/** The first code of the author's entry file, which comes after all that it imports: the last file of a bundle but for the one that starts it. */
function firstOf(consumer: SourceMapConsumer, lines: readonly number[]): number | undefined {
  let entry: string | undefined;
  let first: number | undefined;
  consumer.eachMapping(({ source, generatedLine, generatedColumn }) => {
    if (!source || /^(outside|outside-required|place):/.test(source) || source === 'start.js') return;
    if (source !== entry) first = (lines[generatedLine - 1] ?? 0) + generatedColumn;
    entry = source;
  });
  return first;
}
