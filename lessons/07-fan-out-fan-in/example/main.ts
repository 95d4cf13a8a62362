// run: native
// expect: output
// | garden/roses.txt: 5 matches
// |   1: Water on Monday.
// |   2: Water on Wednesday.
// |   4: Water on Friday.
// |   and 2 more
// | kitchen/soup.txt: 1 match
// |   2: Boil the water.
// | kitchen/tea.txt: 1 match
// |   2: WATER just off the boil.
// | letters/aunt.txt: 1 match
// |   2: the flood water has gone.
// | letters/lost.txt: cannot read the file
// | 6 files searched, 1 error, 8 matches in 4 files
// | less than ten seconds: true
// | attic: cannot read the folder
// | 0 files searched, 1 error, 0 matches in 0 files
// | less than ten seconds: true
import { join, relative } from 'node:path';
import { run, time } from 'concurrency-tutor';
import { merge } from './merge.ts';
import { startSearcher, type FileResult } from './search.ts';
import { fillShelf } from './shelf.ts';
import { walk } from './walk.ts';

const searcherCount = 4;
const shownPerFile = 3;

/** Searches all texts below `folder`. The results are sorted by path. */
async function search(
  folder: string, term: string,
): Promise<FileResult[]> {
  const { requests, failures } = walk(folder, term);
  const channels = [failures];
  for (let n = 0; n < searcherCount; n++) {
    channels.push(startSearcher(requests)); // fan-out
  }
  const results: FileResult[] = [];
  for await (const result of merge(channels)) { // fan-in
    results.push(result);
  }
  return results.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function report(results: readonly FileResult[], root: string): void {
  for (const { path, matches, error } of results) {
    const name = relative(root, path);
    if (error !== undefined) console.log(`${name}: ${error.message}`);
    if (matches.length === 0) continue;
    const count = inWords(matches.length, 'match', 'matches');
    console.log(`${name}: ${count}`);
    for (const { line, text } of matches.slice(0, shownPerFile)) {
      console.log(`  ${line}: ${text}`);
    }
    const more = matches.length - shownPerFile;
    if (more > 0) console.log(`  and ${more} more`);
  }
}

function summary(results: readonly FileResult[]): string {
  const files = results.filter(({ path }) => path.endsWith('.txt'));
  const errors = results.filter(({ error }) => error !== undefined);
  const found = results.filter(({ matches }) => matches.length > 0);
  const matches = found.flatMap((file) => file.matches);
  const searched = inWords(files.length, 'file', 'files');
  const failed = inWords(errors.length, 'error', 'errors');
  return `${searched} searched, ${failed}, ` +
    `${matches.length} matches in ${found.length} files`;
}

function inWords(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

await run(async () => {
  await using shelf = await fillShelf();
  // The second folder does not exist.
  for (const folder of [shelf.folder, join(shelf.folder, 'attic')]) {
    const start = time.now();
    const results = await search(folder, 'water');
    report(results, shelf.folder);
    console.log(summary(results));
    console.log('less than ten seconds:', time.since(start) < 10_000);
  }
});
