// module
import { gosched, type Context } from 'concurrency-tutor';
import type { Clients } from './clients.ts';

export type Order =
  | { readonly type: 'analysis'; readonly rows?: number;
      readonly queryMs?: number }
  | { readonly type: 'image'; readonly name: string }
  | { readonly type: 'notification'; readonly text: string };

/** Does one job of any type. Throws when the context ends. */
export async function perform(
  ctx: Context, clients: Clients, order: Order,
): Promise<string> {
  switch (order.type) {
    case 'analysis': return await analyse(ctx, clients, order);
    case 'image': return await processImage(ctx, clients, order.name);
    case 'notification': return await notify(ctx, clients, order.text);
    default: throw new TypeError('no such type of job');
  }
}

async function analyse(
  ctx: Context, clients: Clients,
  { rows = 20, queryMs }: { rows?: number; queryMs?: number },
): Promise<string> {
  const values = await clients.query(ctx, rows, queryMs);
  let sum = 0;
  for (const [n, value] of values.entries()) {
    if (n % 100 === 0) { // now and then: let others run, and look
      await gosched();
      const error = ctx.err();
      if (error !== undefined) throw error;
    }
    sum += value;
  }
  return `${rows} rows, sum ${sum}`;
}

async function processImage(
  ctx: Context, clients: Clients, name: string,
): Promise<string> {
  await clients.image(ctx, 300); // loads it
  await clients.image(ctx, 500); // makes it smaller
  await clients.image(ctx, 300); // stores it
  return `${name} is stored`;
}

/** Three ways, one after the other. One failure does not end the rest. */
async function notify(
  ctx: Context, clients: Clients, text: string,
): Promise<string> {
  const ways = [
    ['email', 200, 5], ['SMS', 150, 7], ['push', 100, 3],
  ] as const;
  const outcomes: string[] = [];
  for (const [way, ms, refused] of ways) {
    try {
      await clients.notify(ctx, text, ms, refused);
      outcomes.push(`${way} sent`);
    } catch (error) {
      if (ctx.err() !== undefined) throw error; // asked to stop
      outcomes.push(`${way} refused`);
    }
  }
  return outcomes.join(', ');
}
