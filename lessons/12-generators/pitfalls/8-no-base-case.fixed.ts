// expect: output
// | home
// | photos
const folders: Record<string, string[]> = {
  home: ['photos'], photos: ['home'],
};

/** Each folder once, and none that is deeper than `deepest`. */
function* walk(
  folder: string, deepest = 100, visited = new Set<string>(),
): Generator<string> {
  if (visited.has(folder)) return; // the case that ends it comes first
  if (deepest < 0) throw new Error(`${folder} is too deep`);
  visited.add(folder);
  yield folder;
  for (const inside of folders[folder] ?? []) {
    yield* walk(inside, deepest - 1, visited);
  }
}

for (const name of walk('home')) console.log(name);
