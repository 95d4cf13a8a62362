/** A node of a syntax tree (ESTree), as far as places are concerned. */
export interface Tree {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

export function childrenOf(node: Tree): Tree[] {
  return Object.values(node).flatMap((value) => (Array.isArray(value) ? (value as unknown[]).filter(isTree) : isTree(value) ? [value] : []));
}

export function contains(node: unknown, offset: number): boolean {
  return isTree(node) && node.start <= offset && offset < node.end;
}

/** From the whole program down to the innermost node at an offset, by way of every node between. */
export function pathTo(node: Tree, offset: number): Tree[] {
  const inner = childrenOf(node).find((child) => contains(child, offset));
  return inner ? [node, ...pathTo(inner, offset)] : [node];
}
