// expect: leak
import { run, context, iter } from 'concurrency-tutor';

function* songs(): Generator<string> {
  for (let n = 1; ; n++) yield `song ${n}`;
}

await run(async () => {
  const ctx = context.background();
  for await (const song of iter.toChannel(ctx, songs())) {
    console.log(song);
    if (song === 'song 3') break;
  }
});
