import type { Code, Html, List, Nodes, PhrasingContent, Root, RootContent, Table } from 'mdast';
import { createRequire } from 'node:module';
import type * as fromMarkdownModule from 'mdast-util-from-markdown';
import type * as mdastGfmModule from 'mdast-util-gfm';
import type * as micromarkGfmModule from 'micromark-extension-gfm';
import type { Inventory } from './inventory.ts';
import type { Block, Inline, Program, SourcePosition } from './model.ts';
import type { Problems } from './problems.ts';

/** A mark in the text that says which inventory id a sentence covers. */
export interface Mark {
  readonly id: string;
  readonly position: SourcePosition;
}

/** What the text is read with. */
export interface MarkdownContext {
  /** Path relative to the course root. */
  readonly file: string;
  readonly problems: Problems;
  /** The ids there are. */
  readonly inventory: Inventory;
  readonly marks: Mark[];
  /** The program a `file=` fence names, or `undefined` when there is no such file. */
  program(path: string): Program | undefined;
  /** Whether `ts` and `go` fences may have a body: in a task they sketch what to write, in a lesson every program is a file. */
  readonly sketches: 'allowed' | 'refused';
  /** How many levels headings move: a task starts at `##`, a lesson's section at `###`. */
  readonly headingShift: number;
}

const verbatimLanguages = new Set(['text', 'sh', 'json', 'diff', 'yaml', 'python']);
const sketchLanguages = new Set(['ts', 'go']);

const require = createRequire(import.meta.url);

type Parser = Pick<typeof fromMarkdownModule, 'fromMarkdown'> & Pick<typeof mdastGfmModule, 'gfmFromMarkdown'> & Pick<typeof micromarkGfmModule, 'gfm'>;

let parser: Parser | undefined;

/** Loading the parser takes as long as parsing a lesson, and most commands show no text; so it is loaded by the first text. */
function loadParser(): Parser {
  return {
    ...(require('mdast-util-from-markdown') as typeof fromMarkdownModule),
    ...(require('mdast-util-gfm') as typeof mdastGfmModule),
    ...(require('micromark-extension-gfm') as typeof micromarkGfmModule),
  };
}

/**
 * Parses Markdown with tables. Positions count in the text given. Blocks of HTML are off, so that a mark at the start of
 * a line is a mark within its paragraph: as a block it would swallow the rest of the line.
 */
export function parseMarkdown(text: string): Root {
  const { fromMarkdown, gfm, gfmFromMarkdown } = (parser ??= loadParser());
  return fromMarkdown(text, { extensions: [gfm(), { disable: { null: ['htmlFlow'] } }], mdastExtensions: [gfmFromMarkdown()] });
}

/** A paragraph that holds marks and nothing else. */
export function isMarksOnly(node: RootContent): boolean {
  return node.type === 'paragraph' && node.children.every((child) => child.type === 'html' || (child.type === 'text' && child.value.trim() === ''));
}

export function toBlocks(nodes: readonly RootContent[], context: MarkdownContext): readonly Block[] {
  return nodes.flatMap((node) => toBlock(node, context));
}

export function positionOf(node: Nodes, file: string): SourcePosition {
  const start = node.position?.start;
  return { file, line: start?.line ?? 1, column: start?.column ?? 1 };
}

/** The text of a heading, without marks. */
export function plainText(inline: readonly Inline[]): string {
  return inline.map((part) => ('text' in part ? part.text : plainText(part.children))).join('');
}

function toBlock(node: RootContent, context: MarkdownContext): Block[] {
  const refuse = (message: string): Block[] => { context.problems.add(positionOf(node, context.file), message); return []; };
  switch (node.type) {
    case 'paragraph': {
      const inline = toInlines(node.children, context);
      return inline.length === 0 ? [] : [{ kind: 'paragraph', inline }];
    }
    case 'heading': {
      const level = node.depth + context.headingShift;
      if (level !== 3 && level !== 4) return refuse('A heading of this level has no place here; use the levels the format describes.');
      return [{ kind: 'heading', level, inline: toInlines(node.children, context) }];
    }
    case 'list': return [toList(node, context)];
    case 'table': return [toTable(node, context)];
    case 'blockquote': return [{ kind: 'quote', blocks: toBlocks(node.children, context) }];
    case 'code': return toFence(node, context);
    case 'thematicBreak': return refuse('A rule has no meaning here; use a heading, or remove it.');
    case 'definition': return refuse('Write the address in the link itself: [text](address).');
    case 'footnoteDefinition': return refuse('Footnotes are not shown; say it in the text.');
    default: return refuse(`\`${node.type}\` is not supported; use paragraphs, lists, tables, quotes and fences.`);
  }
}

function toList(node: List, context: MarkdownContext): Block {
  return { kind: 'list', ordered: node.ordered === true, items: node.children.map((item) => toBlocks(item.children, context)) };
}

function toTable(node: Table, context: MarkdownContext): Block {
  const [header = [], ...rows] = node.children.map((row) => row.children.map((cell) => toInlines(cell.children, context)));
  // A line of marks right below a table is read as one more row.
  return { kind: 'table', header, rows: rows.filter((row) => row.some((cell) => cell.length > 0)) };
}

function toFence(node: Code, context: MarkdownContext): Block[] {
  const at = positionOf(node, context.file);
  const refuse = (message: string): Block[] => { context.problems.add(at, message); return []; };
  const language = node.lang ?? '';
  if (language === '') return refuse('Name the fence\'s language: `text` for a diagram or some output.');
  const options = fenceOptions(node.meta ?? '');
  if (options === undefined) return refuse(`\`${node.meta ?? ''}\` is not understood; write \`file=…\` and, for a part, \`lines=12-30\`.`);
  if (options.file !== undefined) {
    if (!sketchLanguages.has(language)) return refuse('`file=` goes with `ts` and `go` fences.');
    if (node.value.trim() !== '') return refuse('A fence with `file=` is empty; the program is in its file.');
    return toProgram(language, options.file, options.lines, context, refuse);
  }
  if (sketchLanguages.has(language)) {
    if (context.sketches === 'refused') return refuse('Every program shown is a file that runs: put it in a file and write `file=…` on the fence.');
  } else if (!verbatimLanguages.has(language)) return refuse(`A fence in \`${language}\` is not supported; use ts or go with \`file=\`, or ${[...verbatimLanguages].join(', ')}.`);
  if (node.value.trim() === '') return refuse('This fence is empty; write its text or remove it.');
  return [{ kind: 'verbatim', language, text: node.value }];
}

function toProgram(language: string, path: string, lines: readonly [number, number] | undefined, context: MarkdownContext, refuse: (message: string) => Block[]): Block[] {
  const program = context.program(path);
  if (program === undefined) return refuse(`There is no program \`${path}\`; add the file or correct the path, which counts from this folder.`);
  if (program.language !== language) return refuse(`\`${path}\` is not a \`${language}\` file; correct the fence's language.`);
  if (lines === undefined) return [{ kind: 'program', program }];
  const [from, to] = lines;
  const last = program.source.trimEnd().split('\n').length;
  if (from > to || from <= program.headerLines || to > last) return refuse(`\`lines=${from}-${to}\` is outside ${path}; it has the lines ${program.headerLines + 1} to ${last}.`);
  return [{ kind: 'program', program, lines: { from, to } }];
}

/** `file=… lines=12-30`; `undefined` when there is anything else. */
function fenceOptions(meta: string): { file?: string; lines?: readonly [number, number] } | undefined {
  const options: { file?: string; lines?: readonly [number, number] } = {};
  for (const word of meta.split(/\s+/).filter((one) => one !== '')) {
    const file = /^file=(.+)$/.exec(word)?.[1];
    const lines = /^lines=(\d+)-(\d+)$/.exec(word);
    if (file !== undefined) options.file = file.replace(/^\.\//, '');
    else if (lines !== null) options.lines = [Number(lines[1]), Number(lines[2])];
    else return undefined;
  }
  return options.lines !== undefined && options.file === undefined ? undefined : options;
}

/** The inline text of a paragraph, heading or cell: marks taken out, blanks collapsed, ends trimmed. */
export function toInlines(nodes: readonly PhrasingContent[], context: MarkdownContext): readonly Inline[] {
  const parts = merge(nodes.flatMap((node) => toInline(node, context)));
  return parts
    .map((part, index) => {
      if (part.kind !== 'text') return part;
      const start = index === 0 ? part.text.trimStart() : part.text;
      return { ...part, text: index === parts.length - 1 ? start.trimEnd() : start };
    })
    .filter((part) => part.kind !== 'text' || part.text !== '');
}

function toInline(node: PhrasingContent, context: MarkdownContext): Inline[] {
  const refuse = (message: string): Inline[] => { context.problems.add(positionOf(node, context.file), message); return []; };
  const inner = (children: readonly PhrasingContent[]): readonly Inline[] => merge(children.flatMap((child) => toInline(child, context)));
  switch (node.type) {
    case 'text': return [{ kind: 'text', text: node.value }];
    case 'inlineCode': return [{ kind: 'code', text: node.value }];
    case 'strong': return [{ kind: 'strong', children: inner(node.children) }];
    case 'emphasis': return [{ kind: 'emphasis', children: inner(node.children) }];
    case 'link': return [{ kind: 'link', url: node.url, children: inner(node.children) }];
    case 'html': collectMarks(node, context); return [];
    case 'break': return refuse('A forced line break is not shown; start a new paragraph.');
    case 'image': case 'imageReference': return refuse('Images are not shown in a terminal; say it in words or draw it in a `text` fence.');
    case 'delete': return refuse('Struck-out text is not shown; remove it.');
    case 'linkReference': return refuse('Write the address in the link itself: [text](address).');
    case 'footnoteReference': return refuse('Footnotes are not shown; say it in the text.');
    default: return node satisfies never;
  }
}

/** Joins neighbouring texts, which a mark between them had separated, and collapses blanks and line ends. */
function merge(parts: readonly Inline[]): readonly Inline[] {
  const merged: Inline[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (part.kind === 'text' && last?.kind === 'text') merged[merged.length - 1] = { kind: 'text', text: last.text + part.text };
    else merged.push(part);
  }
  return merged.map((part) => (part.kind === 'text' ? { ...part, text: part.text.replace(/\s+/g, ' ') } : part));
}

const mark = /<!--([\s\S]*?)-->/g;

function collectMarks(node: Html, context: MarkdownContext): void {
  const position = positionOf(node, context.file);
  const rest = node.value.replace(mark, '').trim();
  if (rest !== '') {
    context.problems.add(position, 'HTML is not shown; use Markdown. Only marks such as `<!-- 3.E1 -->` are allowed.');
  }
  for (const match of node.value.matchAll(mark)) {
    const ids = (match[1] ?? '').split(/[\s,]+/).filter((id) => id !== '');
    if (ids.length === 0) context.problems.add(position, 'This mark names no id; name one or remove it.');
    for (const id of ids) context.marks.push({ id, position });
  }
}
