import type { AnyNode, Identifier, Program } from 'acorn';
import { analyze, type Reference, type Variable } from 'eslint-scope';

/** A variable that goroutines may share: used in more than one function, and written after it was initialised. */
export interface SharedVariable {
  readonly name: string;
  /** What the code calls the cell that stands for it. */
  readonly cell: string;
}

/** What the names of a file stand for, as far as accesses are concerned. */
export interface Names {
  /** The shared variable that an identifier reads or writes. */
  readonly shared: ReadonlyMap<AnyNode, SharedVariable>;
  /** The shared variables of each scope, by the node that opens it. */
  readonly declared: ReadonlyMap<AnyNode, readonly SharedVariable[]>;
  /** Identifiers that stand for something of the platform's or of a package's: no memory of the program. */
  readonly foreign: ReadonlySet<AnyNode>;
}

/** Looks at every name in a file. */
export function namesIn(tree: Program): Names {
  const manager = analyze(tree as never, { ecmaVersion: 2024, sourceType: 'module', ignoreEval: true });
  const shared = new Map<AnyNode, SharedVariable>();
  const declared = new Map<AnyNode, SharedVariable[]>();
  const foreign = new Set<AnyNode>();
  let count = 0;
  for (const { identifier } of manager.globalScope?.through ?? []) if (identifier.name !== 'globalThis' && identifier.name !== 'global') foreign.add(identifier as never);
  for (const scope of manager.scopes) {
    for (const variable of scope.variables) {
      if (isForeign(variable)) for (const { identifier } of variable.references) foreign.add(identifier as never);
      if (!isShared(variable)) continue;
      const one = { name: variable.name, cell: `ct$${variable.name}$${++count}` };
      declared.set(scope.block as never, [...(declared.get(scope.block as never) ?? []), one]);
      for (const reference of accesses(variable)) shared.set(reference.identifier as never, one);
    }
  }
  return { shared, declared, foreign };
}

/** Imported from a package or the platform, or a namespace of another file, which cannot be written to. */
function isForeign({ defs }: Variable): boolean {
  const [def] = defs;
  if (def?.type !== 'ImportBinding') return false;
  const { source } = def.parent as { readonly source: { readonly value: string } };
  return !/^\.{0,2}\//.test(source.value) || (def.node as { readonly type: string }).type === 'ImportNamespaceSpecifier';
}

function isShared(variable: Variable): boolean {
  if (!isVariable(variable)) return false;
  const written = accesses(variable).some((reference) => reference.isWrite());
  const home = variable.scope.variableScope;
  return written && variable.references.some(({ from }) => from.variableScope !== home) && !isUsedBeforeItsCell(variable);
}

function isVariable({ name, defs }: Variable): boolean {
  const [def] = defs;
  if (!def || name === 'arguments') return false;
  if (def.type === 'Parameter' || def.type === 'CatchClause') return true;
  return def.type === 'Variable' && ['let', 'var'].includes((def.parent as { readonly kind?: string } | null)?.kind ?? '');
}

/** Every reference, but for those that initialise it: what comes to life is not shared yet. The initialisation of a `var` is an assignment like others. */
function accesses(variable: Variable): readonly Reference[] {
  const isVar = variable.defs.some((def) => (def.parent as { readonly kind?: string } | null | undefined)?.kind === 'var');
  return variable.references.filter((reference) => isVar || reference.init !== true);
}

/** Cells are made where a body begins; what stands before that could not reach them, or would find another one there. */
function isUsedBeforeItsCell({ scope, references }: Variable): boolean {
  const block = scope.block as unknown as AnyNode;
  const used = references.map(({ identifier }) => identifier as unknown as Identifier);
  switch (block.type) {
    case 'FunctionDeclaration': case 'FunctionExpression': case 'ArrowFunctionExpression':
      return used.some(({ end }) => end <= block.body.start);
    case 'ForInStatement': case 'ForOfStatement':
      return used.some(({ start, end }) => end <= block.body.start && !isTarget(block.left, start));
    case 'ForStatement':
      return references.some(({ from, identifier }) => from.variableScope !== scope.variableScope && (identifier as unknown as Identifier).end <= (block.init?.end ?? 0));
    default:
      return false;
  }
}

/** Whether what a loop declares begins here; its default values and the like do not count. */
function isTarget(left: AnyNode, start: number): boolean {
  return left.type === 'VariableDeclaration' && left.declarations[0]?.id.start === start;
}
