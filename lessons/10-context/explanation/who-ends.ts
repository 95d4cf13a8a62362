// expect: output
// | server: goes on
// | request 1: goes on
// | database: context canceled
// | prices: goes on
// | request 2: goes on
// | --- and now the server
// | server: context canceled
// | request 1: context canceled
// | database: context canceled
// | prices: context canceled
// | request 2: context canceled
import { run, context, type Context } from 'concurrency-tutor';

await run(async () => {
  const root = context.background();
  const [server, stopServer] = context.withCancel(root);
  const [request1, stopRequest1] = context.withCancel(server);
  const [database, stopDatabase] = context.withCancel(request1);
  const [prices, stopPrices] = context.withCancel(request1);
  const [request2, stopRequest2] = context.withCancel(server);

  function report(): void {
    const tree: Record<string, Context> = {
      server, 'request 1': request1, database, prices,
      'request 2': request2,
    };
    for (const [name, ctx] of Object.entries(tree)) {
      console.log(`${name}: ${ctx.err()?.message ?? 'goes on'}`);
    }
  }

  stopDatabase();
  report();
  console.log('--- and now the server');
  stopServer();
  report();

  // They have ended already. Calling cancel again does no harm.
  stopPrices();
  stopRequest1();
  stopRequest2();
});
