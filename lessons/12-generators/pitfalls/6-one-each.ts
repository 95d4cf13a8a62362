// expect: meter goroutines>100
import { run, go, chan, type ReceiveChannel } from 'concurrency-tutor';

interface Tree {
  readonly value: number;
  readonly branches: readonly Tree[];
}

/** A goroutine and a channel for every node. */
function walk(tree: Tree): ReceiveChannel<number> {
  const out = chan<number>();
  const inputs = tree.branches.map(walk);
  go(async () => {
    await out.send(tree.value);
    for (const input of inputs) {
      for await (const value of input) await out.send(value);
    }
    out.close();
  });
  return out.receiveOnly();
}

/** Every node has ten branches. */
function grow(depth: number): Tree {
  const branches = depth === 0 ? [] : Array.from(
    { length: 10 }, () => grow(depth - 1));
  return { value: 1, branches };
}

await run(async () => {
  let sum = 0;
  for await (const value of walk(grow(2))) sum += value;
  console.log(sum, 'nodes');
});
