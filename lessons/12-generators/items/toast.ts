// expect: output
// | ordered
// | toasting 1
// | eaten 1
function* toasts(): Generator<number> {
  for (let n = 1; n <= 3; n++) {
    console.log('toasting', n);
    yield n;
  }
}

const breakfast = toasts();
console.log('ordered');
for (const n of breakfast) {
  console.log('eaten', n);
  break;
}
