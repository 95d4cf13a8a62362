/** Your cache in front of a slow source: `npx concurrency-tutor run demo.ts`. You need not change this file. */
import { context, sync, time } from 'concurrency-tutor';
import { Cache, type Policy } from './cache.ts';

const articles = 40;
const requests = 400;

export default async function main(): Promise<void> {
  for (const policy of ['lru', 'lfu', 'fifo'] as const) await serve(policy);
}

/** Many goroutines ask for articles, some of which everybody wants. */
async function serve(policy: Policy): Promise<void> {
  let loads = 0;
  let removed = 0;
  const cache = new Cache<number, string>({
    source: {
      async load(_ctx, article) {
        loads += 1;
        await time.sleep(5);
        return { value: `article ${article}`, ttl: 200 };
      },
      save: () => time.sleep(5),
    },
    capacity: 12, policy, concurrency: 8, sweepEvery: 50,
    onRemove: () => void removed++,
  });
  const started = time.now();
  const readers = new sync.WaitGroup();
  let late = 0;
  for (let reader = 0; reader < 20; reader++) {
    readers.go(async () => {
      for (let i = 0; i < requests / 20; i++) {
        const [ctx, cancel] = context.withTimeout(context.background(), time.Second);
        // The smaller the number, the better known the article.
        const article = Math.floor(articles * Math.random() ** 3);
        await cache.get(ctx, article).catch(() => void late++);
        cancel();
      }
    });
  }
  await readers.wait();
  const kept = await cache.size(context.background());
  await cache.close();
  console.log(`${policy.padEnd(4)}  ${requests} requests, ${loads} loads, ${removed} removed, ${kept} kept, ${late} too late, ${time.formatDuration(Math.round(time.since(started)))}`);
}
