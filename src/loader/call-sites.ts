import remapping, { type SourceMapInput } from '@jridgewell/remapping';
import { parse } from 'acorn';
import MagicString from 'magic-string';
import { nowAt, type SiteText } from '../runtime/call-site.ts';
import type { SourceSite } from '../runtime/sites.ts';
import { LoadedProgram } from './loaded-program.ts';
import { childrenOf, isTree, type Tree } from './syntax.ts';

/** What marked code calls: with a value that it passes on, or with nothing. */
const [MARKED, NOTHING] = ['__with', '__none'] as const;

/** Methods in which a goroutine may wait, whoever has them. */
const waiting: ReadonlySet<string> = new Set([
  'send', 'receive', 'receiveOk', 'lock', 'rLock', 'acquire', 'rAcquire', 'wait', 'waitN', 'hold', 'do', 'go', 'sleep', 'select', 'gosched',
]);

/** A program that says where it is before each call in which it may wait. To be told costs a small fraction of what it costs to capture a stack. */
export class MarkedProgram extends LoadedProgram {
  readonly #original: LoadedProgram;
  /** What its code calls. */
  readonly markers: Readonly<Record<string, unknown>>;

  constructor(original: LoadedProgram) {
    const data = original.toJSON();
    const text = new MagicString(data.code);
    const tree = parse(data.code, { ecmaVersion: 'latest', sourceType: 'module', allowAwaitOutsideFunction: true }) as unknown as Tree;
    mark(tree, text, new Places(data.code));
    super({ ...data, code: text.toString(), map: remapping([text.generateMap({ hires: true }) as SourceMapInput, data.map], () => null).toString() });
    this.#original = original;
    this.markers = markersFor(siteText(original));
  }

  /** The program with marks; without them, should its code hold what cannot be taken apart: then stacks tell where it is. */
  static of(program: LoadedProgram): LoadedProgram {
    try {
      return new MarkedProgram(program);
    } catch (error) {
      if (error instanceof SyntaxError) return program;
      throw error;
    }
  }

  /** Marks name places of the original. */
  override site(frame: SourceSite): SourceSite | undefined {
    return super.site(frame) ?? this.#original.site(frame);
  }
}

function markersFor(textOf: SiteText): Readonly<Record<string, unknown>> {
  const none: readonly never[] = Object.freeze([]);
  return {
    [MARKED]: (value: unknown, site: number): unknown => {
      nowAt(site, textOf);
      return value;
    },
    [NOTHING]: (site: number): readonly never[] => {
      nowAt(site, textOf);
      return none;
    },
  };
}

/** As an engine would write it that runs the original. */
function siteText(program: LoadedProgram): SiteText {
  return (site) => `at ${program.fileName}:${Math.floor(site / COLUMNS)}:${site % COLUMNS}`;
}

const COLUMNS = 1 << 20;

function mark(node: Tree, text: MagicString, places: Places): void {
  for (const child of childrenOf(node)) mark(child, text, places);
  if (node.type === 'CallExpression') markCall(node, text, places);
  else if (node.type === 'ForOfStatement' && node['await'] === true) markLoop(node, text, places);
}

/** The mark comes after everything else that the call evaluates: with its last argument, or in place of one. */
function markCall(call: Tree, text: MagicString, places: Places): void {
  const callee = call['callee'] as Tree;
  const name = nameOf(callee);
  if (name === undefined || !waiting.has(name) || call['optional'] === true || isOptional(callee)) return;
  const given = call['arguments'] as readonly Tree[];
  const site = places.at(isTree(callee['property']) ? callee['property'].start : callee.start);
  const last = given.at(-1);
  if (!last) text.appendLeft(call.end - 1, `...${NOTHING}(${site})`);
  else if (last.type === 'SpreadElement') text.appendLeft(last.end, `, ...${NOTHING}(${site})`);
  else markValue(last, site, text);
}

function markValue(value: Tree, site: number, text: MagicString): void {
  // `a, b` would be two arguments.
  const [open, close] = value.type === 'SequenceExpression' ? ['(', ')'] : ['', ''];
  text.appendRight(value.start, `${MARKED}(${open}`);
  text.appendLeft(value.end, `${close}, ${site})`);
}

/** A loop over a channel receives where it names what it receives: so the engines say. */
function markLoop(loop: Tree, text: MagicString, places: Places): void {
  const left = loop['left'] as Tree;
  const [declared] = left.type === 'VariableDeclaration' ? left['declarations'] as readonly Tree[] : [];
  const name = declared ? declared['id'] as Tree : left;
  markValue(loop['right'] as Tree, places.at(name.start), text);
}

/** What is called, by its last name. In a bundle, what a module exports has an underscore before its name, and sometimes a number behind it. */
function nameOf(callee: Tree): string | undefined {
  if (callee.type === 'Identifier') return /^_(select|gosched)\d*$/.exec(callee['name'] as string)?.[1];
  const property = callee.type === 'MemberExpression' && callee['computed'] !== true ? callee['property'] as Tree : undefined;
  return property?.type === 'Identifier' ? property['name'] as string : undefined;
}

function isOptional(callee: Tree): boolean {
  return callee['optional'] === true;
}

/** Places in code as numbers. */
class Places {
  /** Where each line begins. */
  readonly #lines: number[] = [0];

  constructor(code: string) {
    for (let end = code.indexOf('\n'); end >= 0; end = code.indexOf('\n', end + 1)) this.#lines.push(end + 1);
  }

  /** Line and column of an offset, both from 1, in one number. */
  at(offset: number): number {
    let [low, high] = [0, this.#lines.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#lines[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return (low + 1) * COLUMNS + offset - (this.#lines[low] ?? 0) + 1;
  }
}
