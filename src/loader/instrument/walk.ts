import type { AnyNode } from 'acorn';

/** What a node is made of, in the order of the source. */
export function childrenOf(node: AnyNode): AnyNode[] {
  const children: AnyNode[] = [];
  for (const value of Object.values(node) as unknown[]) {
    for (const one of Array.isArray(value) ? value : [value]) if (isNode(one)) children.push(one);
  }
  return children.sort((a, b) => a.start - b.start);
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && typeof (value as { readonly type?: unknown }).type === 'string';
}

/** Whether a predicate holds for a node or for what it is made of, other functions aside. */
export function someWithin(node: AnyNode, holds: (node: AnyNode) => boolean): boolean {
  if (holds(node)) return true;
  return childrenOf(node).some((child) => !isFunction(child) && someWithin(child, holds));
}

export function isFunction(node: AnyNode): boolean {
  return node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression';
}

/** Whether the goroutine may pause while it is evaluated. */
export function pauses(node: AnyNode): boolean {
  return someWithin(node, ({ type }) => type === 'AwaitExpression' || type === 'YieldExpression');
}
