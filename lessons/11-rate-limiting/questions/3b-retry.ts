// expect: output
// | asked 4 times: the goods are in stock
// | pauses in their ranges: true
// | asked 6 times: still limited after 5 more attempts
import {
  run, context, defer, rate, select, time, type Context,
} from 'concurrency-tutor';
import type { Reply } from './reply.ts';

const retries = 5;
const firstPause = 100 * time.Millisecond;
const longestPause = 10 * time.Second;
const limiter = new rate.Limiter(10, 5);

/** 100 ms, doubled each time; half of it is left to chance. */
function pauseBefore(attempt: number): number {
  const pause = Math.min(longestPause, firstPause * 2 ** (attempt - 1));
  return pause / 2 + Math.random() * pause / 2;
}

async function askPatiently(
  ctx: Context, ask: () => Reply, pauses: number[],
): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    await limiter.wait(ctx); // each attempt takes a token
    const { status, body, retryAfter } = ask();
    if (status !== 429) return body;
    if (attempt > retries) break;
    const told = Number(retryAfter ?? 0) * time.Second;
    const pause = Math.max(told, pauseBefore(attempt));
    pauses.push(pause);
    const over = time.after(pause);
    const event = await select({ over, end: ctx.done() });
    if (event.case === 'end') throw ctx.err();
  }
  throw new Error(`still limited after ${retries} more attempts`);
}

await run(async () => {
  const root = context.background();
  const [ctx, cancel] = context.withTimeout(root, time.Minute);
  using _cancel = defer(cancel);

  let asked = 0;
  const pauses: number[] = [];
  const busy = (): Reply => ++asked <= 3
    ? { status: 429, body: '' }
    : { status: 200, body: 'the goods are in stock' };
  const answer = await askPatiently(ctx, busy, pauses);
  console.log(`asked ${asked} times: ${answer}`);
  const inRange = pauses.every((pause, n) =>
    pause >= 50 * 2 ** n && pause <= 100 * 2 ** n);
  console.log('pauses in their ranges:', inRange);

  asked = 0;
  const never = (): Reply => ({ status: 429, body: String(++asked) });
  await askPatiently(ctx, never, []).catch((error: Error) => {
    console.log(`asked ${asked} times: ${error.message}`);
  });
});
