// run: native
// expect: output
// | 20 requests at the same moment
// | /users: 14 answers, the last not before 1800 ms: true
// | /products: 6 answers, the last not before 2000 ms: true
// | after a change: {"route":"products","id":"7"}
// | /users/99: 404, no such user
// | no limit has been set for /orders
import {
  run, context, defer, sync, time, type Context,
} from 'concurrency-tutor';
import { openApi } from './api.ts';
import { ApiClient } from './client.ts';
import { Limits } from './limits.ts';

interface Answer {
  readonly path: string;
  readonly after: number;
}

/** Asks for all the paths at once. */
async function getAll(
  ctx: Context, client: ApiClient, paths: string[],
): Promise<Answer[]> {
  const start = time.now();
  const lock = new sync.Mutex();
  const answers: Answer[] = [];
  const requests = new sync.WaitGroup();
  for (const path of paths) {
    requests.go(async () => {
      await client.get(ctx, path);
      using _lock = await lock.acquire();
      answers.push({ path, after: time.since(start) });
    });
  }
  await requests.wait();
  return answers;
}

function show(answers: Answer[], route: string, earliest: number): void {
  const those = answers.filter(({ path }) => path.startsWith(route));
  const last = Math.max(...those.map(({ after }) => after));
  const late = last >= earliest - 5; // timers may be a little early
  console.log(`${route}: ${those.length} answers,`,
    `the last not before ${earliest} ms: ${late}`);
}

await run(async () => {
  await using api = await openApi('secret-7');
  const limits = new Limits(10);
  await limits.set('/users', 5);
  await limits.set('/products', 2);
  const client = new ApiClient(api.url, 'secret-7', limits);

  const root = context.background();
  const [ctx, cancel] = context.withTimeout(root, time.Minute);
  using _cancel = defer(cancel);

  const paths: string[] = [];
  for (let n = 1; n <= 14; n++) paths.push(`/users/${n}`);
  for (let n = 1; n <= 6; n++) paths.push(`/products/${n}`);
  console.log(paths.length, 'requests at the same moment');
  const answers = await getAll(ctx, client, paths);
  show(answers, '/users', 1800);
  show(answers, '/products', 2000);

  await limits.set('/products', 10);
  const product = await client.get(ctx, '/products/7');
  console.log('after a change:', JSON.stringify(product));
  for (const path of ['/users/99', '/orders/1']) {
    await client.get(ctx, path).catch((error: Error) => {
      console.log(error.message);
    });
  }
});
