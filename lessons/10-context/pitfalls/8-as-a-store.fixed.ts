// run: native
// expect: output
// | 50 requests answered, about 0 MB of pictures still in memory
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { run, context, time, type Context } from 'concurrency-tutor';

const megabyte = 1024 * 1024;
const requestId = context.key<string>('request id');

/** The ids of the last requests, to look at in the log. */
const recent: string[] = [];

async function handle(parent: Context, id: string): Promise<void> {
  const ctx = context.withValue(parent, requestId, id);
  recent.push(id);
  await shrink(ctx, new Uint8Array(megabyte)); // a parameter
}

async function shrink(_ctx: Context, _sent: Uint8Array): Promise<void> {
  await time.sleep(1);
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
  const root = context.background();
  const before = process.memoryUsage().arrayBuffers;
  for (let n = 0; n < 50; n++) await handle(root, `r-${n}`);
  await collectGarbage();
  const more = process.memoryUsage().arrayBuffers - before;
  const about = Math.round(more / megabyte / 10) * 10;
  console.log('50 requests answered,',
    `about ${about} MB of pictures still in memory`);
});
