// expect: output
// | a guest
// | door closed
// | good night
function* guests(): Generator<string> {
  try {
    yield 'a guest';
    yield 'another guest';
  } finally {
    console.log('door closed');
  }
}

for (const guest of guests()) {
  console.log(guest);
  break;
}
console.log('good night');
