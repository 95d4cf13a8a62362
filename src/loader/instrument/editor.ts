import type { AnyNode, ArrowFunctionExpression, MemberExpression } from 'acorn';
import MagicString from 'magic-string';
import { hookName, type Accesses, type SiteNumber } from './accesses.ts';
import type { JavaScript } from './javascript.ts';
import type { Names, SharedVariable } from './shared-variables.ts';
import type { SiteList } from './sites.ts';

/** How much of an expression is shown. */
const MOST_TEXT = 40;

/** Changes the code of a file around what its author wrote. Changes of inner nodes come first, so that those of outer ones enclose them. */
export class Editor {
  readonly #code: string;
  readonly #lines: JavaScript['lines'];
  readonly #sites: SiteList;
  readonly #names: Names;
  readonly text: MagicString;

  constructor(source: JavaScript, names: Names, sites: SiteList) {
    this.#code = source.code;
    this.#lines = source.lines;
    this.#names = names;
    this.#sites = sites;
    this.text = new MagicString(source.code);
  }

  /** What tells a node from those of all files. */
  unique({ start }: { readonly start: number }): string {
    return `${this.#sites.base + start}`;
  }

  /** The shared variable that an identifier stands for. */
  shared(node: AnyNode): SharedVariable | undefined {
    return this.#names.shared.get(node);
  }

  /** The shared variables of the scope that a node opens. */
  declared(node: AnyNode): readonly SharedVariable[] {
    return this.#names.declared.get(node) ?? [];
  }

  /** Whether an expression stands for something that is no memory of the program. */
  isForeign(node: AnyNode): boolean {
    return node.type === 'Super' || node.type === 'MetaProperty' || this.#names.foreign.has(node);
  }

  /** The number of an access. */
  site(node: AnyNode): SiteNumber {
    const { line, column } = this.#lines.original(node.start) ?? { line: 0, column: 0 };
    const text = this.source(node).replaceAll(/\s+/g, ' ');
    return this.#sites.add(line, column, text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT - 1)}…` : text);
  }

  /** What the author wrote. */
  source({ start, end }: { readonly start: number; readonly end: number }): string {
    return this.#code.slice(start, end);
  }

  /** A call of a hook, as text. */
  call(hook: keyof Accesses, ...args: readonly (string | number)[]): string {
    return `${hookName(hook)}(${args.join(', ')})`;
  }

  /** Puts text before and after a range, outside of what has been put there before. */
  wrap(start: number, before: string, end: number, after: string): void {
    this.text.prependRight(start, before);
    this.text.appendLeft(end, after);
  }

  /** Hands what lies in a range to a hook as its first argument. */
  pass(start: number, end: number, hook: keyof Accesses, ...args: readonly (string | number)[]): void {
    this.wrap(start, `${hookName(hook)}(`, end, args.length === 0 ? ')' : `, ${args.join(', ')})`);
  }

  /** Hands the value of an expression to a hook as its first argument. */
  passNode(node: AnyNode, hook: keyof Accesses, ...args: readonly (string | number)[]): void {
    if (node.type === 'SequenceExpression') this.wrap(node.start, '(', node.end, ')');
    this.pass(node.start, node.end, hook, ...args);
  }

  /** Puts a statement at the beginning of the file, in its first line of code. */
  begin(statement: string): void {
    this.text.appendLeft(this.#code.startsWith('#!') ? this.#code.indexOf('\n') + 1 : 0, statement);
  }

  /** Puts a statement at the beginning of a body, which may not be a block yet. */
  beginBody(body: AnyNode, statement: string): void {
    if (body.type === 'BlockStatement') this.text.appendLeft(body.start + 1, ` ${statement}`);
    else this.wrap(body.start, `{ ${statement} `, body.end, ' }');
  }

  /** Puts calls of hooks before an expression: `(hook(), expression)`. */
  precede(node: AnyNode, ...calls: readonly string[]): void {
    this.wrap(node.start, `(${calls.join(', ')}, `, node.end, ')');
  }

  /** The offset of a token that follows, with nothing but space, comments and closing brackets before it. */
  tokenAfter(offset: number, token: string): number {
    let at = offset;
    for (;;) {
      if (this.#code.startsWith('/*', at)) at = this.#code.indexOf('*/', at) + 2;
      else if (this.#code.startsWith('//', at)) at = this.#code.indexOf('\n', at) + 1;
      else if (this.#code.startsWith(token, at)) return at;
      else if (/[\s)]/.test(this.#code.charAt(at))) at++;
      else throw new SyntaxError(`\`${token}\` is expected after ${this.#code.slice(offset, offset + 20)}`);
    }
  }

  /** The offset after `=>`. */
  arrowEnd({ body }: ArrowFunctionExpression): number {
    return this.#code.lastIndexOf('=>', body.start) + 2;
  }

  /** The offset at which the object of a member access ends: that of the `.`, `?.` or `[`. */
  objectEnd({ object, optional, computed }: MemberExpression): number {
    return this.tokenAfter(object.end, optional ? '?.' : computed ? '[' : '.');
  }
}
