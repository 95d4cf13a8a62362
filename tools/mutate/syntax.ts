/** The syntax tree of an author's TypeScript, with places in the file as it was written. */
import { parseSync } from 'vite';
import { isTree, type Tree } from '../../src/loader/syntax.ts';

export type { Tree } from '../../src/loader/syntax.ts';

/** A node, and what stands around it: the innermost last. */
export interface Place {
  readonly node: Tree;
  readonly around: readonly Tree[];
  readonly source: string;
}

/**
 * Every node that does something when the program runs, from the outside in. What the starter `given` has just so is left out: it is
 * not the learner's work. Throws for a source with an error in it.
 */
export function placesIn(file: string, source: string, given = ''): readonly Place[] {
  const { program, errors: [error] } = parseSync(file, source);
  if (error !== undefined) throw new Error(`${file} cannot be parsed: ${error.message}`);
  const places: Place[] = [];
  const visit = (node: Tree, around: readonly Tree[]): void => {
    if (isType(node) || (around.length === 1 && given.includes(textOf({ node, source })))) return;
    places.push({ node, around, source });
    for (const value of Object.values(node)) {
      for (const child of Array.isArray(value) ? value as unknown[] : [value]) if (isTree(child)) visit(child, [...around, node]);
    }
  };
  visit(program as unknown as Tree, []);
  return places;
}

/** Types and imports leave nothing behind in the program; what casts a value does. */
function isType({ type }: Tree): boolean {
  if (type === 'ImportDeclaration') return true;
  return type.startsWith('TS') && !['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression', 'TSParameterProperty'].includes(type);
}

export function textOf({ node, source }: Pick<Place, 'node' | 'source'>): string {
  return source.slice(node.start, node.end);
}

/** A node's child by its field, when it has one there. */
export function part(node: Tree | undefined, field: string): Tree | undefined {
  const value = node?.[field];
  return isTree(value) ? value : undefined;
}

/** A node's children by their field. */
export function parts(node: Tree | undefined, field: string): readonly Tree[] {
  const value = node?.[field];
  return Array.isArray(value) ? (value as unknown[]).filter(isTree) : [];
}

/** What is called, by its last name: `close` for `this.#out.close()`, `go` for `go(f)`. */
export function calledName(call: Tree | undefined): string | undefined {
  if (call?.type !== 'CallExpression') return undefined;
  const callee = part(call, 'callee');
  const name = callee?.type === 'MemberExpression' ? part(callee, 'property') : callee;
  return typeof name?.['name'] === 'string' ? name['name'] : undefined;
}

/** The expression itself, without `await` and `void` around it. */
export function bare(expression: Tree | undefined): Tree | undefined {
  if (expression?.type === 'AwaitExpression' || (expression?.type === 'UnaryExpression' && expression['operator'] === 'void')) return bare(part(expression, 'argument'));
  return expression;
}
