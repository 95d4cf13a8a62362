// expect: output
// | inserted 1000 rows
// | inserted 1000 rows
// | inserted 500 rows
import { run, iter, time } from 'concurrency-tutor';

function* rows(): Generator<{ id: number }> {
  for (let id = 1; id <= 2500; id++) yield { id };
}

/** One request to the database for many rows. */
async function insert(chunk: { id: number }[]): Promise<void> {
  await time.sleep(5);
  console.log('inserted', chunk.length, 'rows');
}

await run(async () => {
  // Every chunk is an array of its own: the old one may still be in use.
  for await (const chunk of iter.chunk(rows(), 1000)) await insert(chunk);
});
