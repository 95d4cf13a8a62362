/** Blocks of a lesson or a task → lines. */
import type { Block, Program } from '../course/model.ts';
import { highlight } from './highlight.ts';
import { headingLines } from './heading.ts';
import { inlineText } from './inline.ts';
import { indent, joined, type Line, type LongWords, prefixAll, wrap } from './line.ts';
import { programLines, shownPath } from './program.ts';
import { tableLines } from './table.ts';
import { theme } from './theme.ts';

export interface BlockOptions {
  readonly width: number;
  readonly longWords: LongWords;
  /** Which of a program and its twin in the other language to show. */
  readonly twins: 'both' | 'ts' | 'go';
  readonly paths: 'full' | 'short';
  /** What a program is here, such as `Broken`. */
  readonly roleOf?: (program: Program) => string | undefined;
}

/** All blocks, with an empty line between them. */
export function blockLines(blocks: readonly Block[], options: BlockOptions): Line[] {
  return joined(blocks.map((block) => (isShown(block, blocks, options.twins) ? oneBlock(block, options) : hiddenTwin(block, options))));
}

/** Whether these blocks show a program in both languages. */
export function hasTwins(blocks: readonly Block[]): boolean {
  return blocks.some((block) => block.kind === 'program' && block.program.language === 'go' && twinOf(block.program, blocks) !== undefined);
}

function isShown(block: Block, all: readonly Block[], twins: BlockOptions['twins']): boolean {
  if (block.kind !== 'program' || twins === 'both' || block.program.language === twins) return true;
  return twinOf(block.program, all) === undefined;
}

/** The text around a program speaks of it, so the reader must see where it is. */
function hiddenTwin(block: Block, options: BlockOptions): Line[] {
  if (block.kind !== 'program') return [];
  const language = block.program.language === 'go' ? 'Go' : 'TypeScript';
  return wrap(`${shownPath(block.program, options.paths)} · t shows ${language}`, options.width, options.longWords, 2).map((line) => ({ ...line, text: theme.quiet(line.text) }));
}

function twinOf(program: Program, blocks: readonly Block[]): Program | undefined {
  for (const block of blocks) {
    if (block.kind === 'program' && block.program.language !== program.language && stem(block.program) === stem(program)) return block.program;
  }
  return undefined;
}

function stem(program: Program): string {
  return program.path.replace(/\.(ts|go)$/, '');
}

function oneBlock(block: Block, options: BlockOptions): Line[] {
  switch (block.kind) {
    case 'heading': return headingLines(inlineText(block.inline), block.level === 3 ? theme.heading : theme.subheading, options);
    case 'paragraph': return wrap(inlineText(block.inline), options.width, options.longWords);
    case 'list': return listLines(block.items, block.ordered, options);
    case 'table': return tableLines(block, options.width, options.longWords);
    case 'quote': return prefixAll(blockLines(block.blocks, narrower(options, 2)), `${theme.quiet('│')} `);
    case 'verbatim': return highlight(block.text, block.language).map((text) => ({ kind: 'code', text: text === '' ? '' : `  ${text}` }));
    case 'program': return programLines(block.program, programOptions(block, options));
  }
}

function programOptions(block: Extract<Block, { kind: 'program' }>, options: BlockOptions) {
  const role = options.roleOf?.(block.program);
  return {
    width: options.width,
    longWords: options.longWords,
    gutter: 'none' as const,
    paths: options.paths,
    ...(role === undefined ? {} : { role }),
    ...(block.lines === undefined ? {} : { lines: block.lines }),
  };
}

function listLines(items: readonly (readonly Block[])[], ordered: boolean, options: BlockOptions): Line[] {
  const marks = items.map((_, index) => (ordered ? `${index + 1}. `.padStart(`${items.length}. `.length) : '• '));
  const groups = items.map((item, index) => {
    const mark = marks[index] ?? '';
    const inner = narrower(options, mark.length);
    const isTight = item.slice(1).every((block) => block.kind === 'list');
    return indent(isTight ? item.flatMap((block) => blockLines([block], inner)) : blockLines(item, inner), mark);
  });
  // Short items stand close together; as soon as one has several paragraphs, space keeps them apart.
  return items.some((item) => item.filter((block) => block.kind !== 'list').length > 1) ? joined(groups) : groups.flat();
}

function narrower(options: BlockOptions, columns: number): BlockOptions {
  return { ...options, width: Math.max(10, options.width - columns) };
}
