// expect: output
// | sum 31300
// | 5 meetings
import {
  run, context, defer, iter, type Context, type ReceiveChannel,
} from 'concurrency-tutor';

let meetings = 0;

function* numbers(): Generator<number> {
  for (let n = 1; n <= 200; n++) yield n;
}

function* add(
  input: Iterable<number>, amount: number,
): Generator<number> {
  for (const n of input) yield n + amount;
}

function* groups(
  input: Iterable<number>, size: number,
): Generator<number[]> {
  let group: number[] = [];
  for (const n of input) {
    if (group.push(n) < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

/** One goroutine for the whole chain, and 50 numbers a meeting. */
function sums(ctx: Context): ReceiveChannel<number[]> {
  const chain = add(add(numbers(), 6), 50);
  return iter.toChannel(ctx, groups(chain, 50));
}

await run(async () => {
  const [ctx, cancel] = context.withCancel(context.background());
  using _cancel = defer(cancel);
  let sum = 0;
  for await (const group of sums(ctx)) {
    meetings++;
    for (const n of group) sum += n;
  }
  meetings++; // the end
  console.log('sum', sum);
  console.log(meetings, 'meetings');
});
