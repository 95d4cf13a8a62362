// run: native
// expect: output
// | 50 requests answered, about 50 MB of pictures still in memory
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { run, context, time, type Context } from 'concurrency-tutor';

const megabyte = 1024 * 1024;
const picture = context.key<Uint8Array>('the picture sent to us');

/** The contexts of the last requests, to look at in the log. */
const recent: Context[] = [];

async function handle(parent: Context): Promise<void> {
  const sent = new Uint8Array(megabyte);
  const ctx = context.withValue(parent, picture, sent);
  recent.push(ctx);
  await time.sleep(1); // shrinks the picture
}

/** Removes from memory what nobody can reach any more. */
async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
  for (let round = 0; round < 3; round++) {
    await time.sleep(1);
    gc();
  }
}

await run(async () => {
  const before = process.memoryUsage().arrayBuffers;
  for (let n = 0; n < 50; n++) await handle(context.background());
  await collectGarbage();
  const more = process.memoryUsage().arrayBuffers - before;
  const about = Math.round(more / megabyte / 10) * 10;
  console.log('50 requests answered,',
    `about ${about} MB of pictures still in memory`);
});
