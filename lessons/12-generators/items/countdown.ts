// expect: output
// | 2 1 0 -1
function* countdown(n: number): Generator<number> {
  yield n;
  yield* countdown(n - 1);
}

const seen: number[] = [];
for (const n of countdown(2)) {
  seen.push(n);
  if (seen.length === 4) break;
}
console.log(...seen);
