// expect: output
// | 111 nodes
interface Tree {
  readonly value: number;
  readonly branches: readonly Tree[];
}

/** No goroutine at all. yield* hands on what a branch yields. */
function* walk(tree: Tree): Generator<number> {
  yield tree.value;
  for (const branch of tree.branches) yield* walk(branch);
}

/** Every node has ten branches. */
function grow(depth: number): Tree {
  const branches = depth === 0 ? [] : Array.from(
    { length: 10 }, () => grow(depth - 1));
  return { value: 1, branches };
}

let sum = 0;
for (const value of walk(grow(2))) sum += value;
console.log(sum, 'nodes');
