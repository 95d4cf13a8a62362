// module
import {
  go, chan, context, defer, select, time,
  type Context, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

/** What a request asks for. Times are in milliseconds. */
export interface Job {
  readonly item: string;
  readonly fetchTime: number;
  readonly processTime: number;
  readonly fails: 'fetch' | 'process' | 'nothing';
}

/**
 * Stands for work that takes time. It ends early when its context does.
 */
async function pretend(ctx: Context, duration: number): Promise<void> {
  const timer = time.newTimer(duration);
  using _timer = defer(() => timer.stop());
  const event = await select({ ready: timer.channel, end: ctx.done() });
  if (event.case === 'end') throw ctx.err();
}

/** Stage one: asks the supplier. */
async function fetchPrice(
  ctx: Context, job: Job, prices: SendChannel<number>, errors: SendChannel<unknown>,
): Promise<void> {
  // Whatever happens, stage two hears of the end.
  using _close = defer(() => prices.close());
  try {
    await pretend(ctx, job.fetchTime);
    if (job.fails === 'fetch') {
      throw new Error('the supplier has no price');
    }
    await prices.send(job.item.length * 100);
  } catch (error) {
    await errors.send(error);
  }
}

/** Stage two: makes a quote of the price. */
async function writeQuote(
  ctx: Context, job: Job, prices: ReceiveChannel<number>,
  quotes: SendChannel<string>, errors: SendChannel<unknown>,
): Promise<void> {
  const [price, ok] = await prices.receiveOk();
  if (!ok) return; // stage one has failed, and has said so
  try {
    await pretend(ctx, job.processTime);
    if (job.fails === 'process') {
      throw new Error('the tax table is missing');
    }
    await quotes.send(`${job.item}: ${price} cents`);
  } catch (error) {
    await errors.send(error);
  }
}

/**
 * The quote for a job. Throws the first error, or the reason why the
 * context has ended.
 */
export async function quoteFor(ctx: Context, job: Job): Promise<string> {
  const prices = chan<number>(1);
  // Room, should nobody wait for the quote any more.
  const quotes = chan<string>(1);
  // Room for one late error of each stage.
  const errors = chan<unknown>(2);
  go(fetchPrice, ctx, job, prices, errors);
  go(writeQuote, ctx, job, prices, quotes, errors);

  const event = await select({
    quote: quotes,
    failed: errors,
    end: ctx.done(),
  });
  if (event.case === 'quote' && event.ok) return event.value;
  throw event.case === 'failed' ? event.value : ctx.err();
}

/**
 * The HTTP status for an error; `undefined` when there is nobody left to
 * tell.
 */
export function statusFor(error: unknown): 500 | 504 | undefined {
  if (error === context.DeadlineExceeded) return 504;
  if (error === context.Canceled) return undefined;
  return 500;
}
