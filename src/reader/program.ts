/** A program file → a caption and its lines. */
import stringWidth from 'string-width';
import type { Program } from '../course/model.ts';
import { expectationWords } from './claim.ts';
import { highlight } from './highlight.ts';
import { type Line, type LongWords, pad, wrap } from './line.ts';
import { theme } from './theme.ts';

export interface ProgramOptions {
  readonly width: number;
  readonly longWords: LongWords;
  /** `numbers`: each line has its number in the file, so that the first is the one after the header. Findings count the same way. */
  readonly gutter: 'none' | 'numbers';
  /** What the program is here, such as `Broken`; stands before its path. */
  readonly role?: string;
  /** `short`: without the lesson's folder, which a screen already names. */
  readonly paths: 'full' | 'short';
  /** Lines of the file, counted from 1 with the header. */
  readonly lines?: { readonly from: number; readonly to: number };
}

/** Caption, an empty line, the program. */
export function programLines(program: Program, options: ProgramOptions): Line[] {
  return [...captionLines(program, options), ...codeLines(program, options)];
}

/** The program's path, and what it does in words. */
export function captionLines(program: Program, options: ProgramOptions): Line[] {
  const claim = program.expectation && expectationWords(program.expectation);
  const part = options.lines && `lines ${options.lines.from}–${options.lines.to}`;
  const name = shownPath(program, options.paths);
  const path = options.role === undefined ? name : `${options.role}: ${name}`;
  return factRows([path, part, claim].filter((word) => word !== undefined), options).map((row) => ({ kind: 'prose', text: theme.quiet(row) }));
}

/** Facts with a dot between them; one that does not fit beside the others begins a row of its own. */
function factRows(facts: readonly string[], { width, longWords }: ProgramOptions): string[] {
  const rows: string[] = [];
  for (const fact of facts) {
    const last = rows.at(-1);
    if (last === undefined) rows.push(...texts(wrap(fact, width, longWords, 2)));
    else if (stringWidth(`${last} · ${fact}`) <= width) rows.push(`${rows.pop()} · ${fact}`);
    else rows.push(...texts(wrap(fact, width - 2, longWords)).map((row) => `  ${row}`));
  }
  return rows;
}

function texts(lines: readonly Line[]): string[] {
  return lines.map((line) => line.text);
}

export function shownPath(program: Program, paths: ProgramOptions['paths']): string {
  return paths === 'full' ? program.path : program.path.replace(/^lessons\/[^/]+\//, '');
}

function codeLines(program: Program, options: ProgramOptions): Line[] {
  const rows = highlight(program.shown, program.language);
  const from = options.lines ? shownNumber(program, options.lines.from) : 1;
  const to = options.lines ? shownNumber(program, options.lines.to) : rows.length;
  const digits = String(to + program.headerLines).length;
  return rows.slice(from - 1, to).map((row, index) => {
    const gutter = options.gutter === 'numbers' ? theme.quiet(pad(String(from + index + program.headerLines).padStart(digits), digits + 1)) : '';
    return { kind: 'code', text: row === '' && gutter === '' ? '' : `  ${gutter}${row}` };
  });
}

function shownNumber(program: Program, fileLine: number): number {
  return Math.max(1, fileLine - program.headerLines);
}

/** The command that runs a program as its lesson claims it behaves. */
export function runCommand(program: Program): string {
  const schedules = program.expectation?.mode === 'native' ? '' : ' --schedules 200';
  return `concurrency-tutor run ${program.path}${schedules}`;
}

/** The caption must not give the answer away. */
export function withoutClaim(program: Program): Program {
  const { expectation: _, ...rest } = program;
  return rest;
}
