import { isCall, isFunction, plainName } from './naming.ts';
import { childrenOf, isTree, pathTo, type Tree } from './syntax.ts';

/** What the source does with the function that ends a context: calls it or defers it where the context was made; or keeps it, for somebody to call some day. */
export type CancelUse = 'local' | 'kept';

/** Of the call at an offset, which gives a context and the function that ends it. Go: what `go vet` asks in its check `lostcancel`. */
export function cancelUseOf(program: Tree, offset: number): CancelUse {
  const path = pathTo(program, offset);
  const call = path.findLastIndex(isCall);
  const around = path[call - 1];
  if (around?.type === 'ExpressionStatement' || isFirstOf(around)) return 'local';
  const pattern = around?.type === 'VariableDeclarator' ? around['id'] : undefined;
  if (!isTree(pattern) || pattern.type !== 'ArrayPattern') return 'kept';
  const second = (pattern['elements'] as unknown[])[1];
  if (!isTree(second)) return 'local';
  const name = second.type === 'Identifier' ? plainName(second) : undefined;
  const scope = path.slice(0, call).findLast(isFunction) ?? program;
  return name !== undefined && usesIn(scope, name, second).every((use) => use === 'local') ? 'local' : 'kept';
}

/** `context.withCancel(parent)[0]` */
function isFirstOf(node: Tree | undefined): boolean {
  return node?.type === 'MemberExpression' && node['computed'] === true && (node['property'] as Tree)['value'] === 0;
}

/** How each mention of a name below a node uses it, but for the one that declares it. */
function usesIn(node: Tree, name: string, declared: Tree): CancelUse[] {
  return childrenOf(node).flatMap((child): CancelUse[] => {
    if (child === declared || isLabel(node, child)) return [];
    if (child.type === 'Identifier') return plainName(child) === name ? [isCalledIn(node, child) || isDeferredBy(node) ? 'local' : 'kept'] : [];
    // A function of its own may be called at any time; one that is deferred is as good as what it calls.
    if (isFunction(child) && !isDeferredBy(node)) return usesIn(child, name, declared).map(() => 'kept');
    return usesIn(child, name, declared);
  });
}

function isCalledIn(node: Tree, callee: Tree): boolean {
  return isCall(node) && node['callee'] === callee;
}

/** `defer(…)`, `stack.add(…)` */
function isDeferredBy(node: Tree): boolean {
  if (!isCall(node)) return false;
  const callee = node['callee'] as Tree;
  return plainName(callee) === 'defer' || (callee.type === 'MemberExpression' && plainName(callee['property'] as Tree) === 'add');
}

/** The name of a property is no mention of a variable. */
function isLabel(node: Tree, child: Tree): boolean {
  if (node['computed'] === true) return false;
  return (node.type === 'MemberExpression' && node['property'] === child) || (node.type === 'Property' && node['key'] === child && node['shorthand'] !== true);
}
