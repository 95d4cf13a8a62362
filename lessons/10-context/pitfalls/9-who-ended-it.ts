// expect: differs
// | the search was ended by its own cancel
// --
// | the search was ended from above
import { run, context, defer, select } from 'concurrency-tutor';

await run(async () => {
  const root = context.background();
  const [page, closePage] = context.withCancel(root);
  const [search, cancel] = context.withCancel(page);
  using _cancel = defer(cancel);

  closePage(); // the user closes the page

  const event = await select({
    above: page.done(),
    own: search.done(),
  });
  console.log('the search was ended',
    event.case === 'above' ? 'from above' : 'by its own cancel');
});
