// expect: output
// | fetching page 1
// | alpha
// | beta
// | fetching page 2
// | gamma
// | connection closed
import { run, defer, time } from 'concurrency-tutor';

const pages = [
  ['alpha', 'beta'], ['gamma', 'delta'], ['epsilon', 'zeta'],
];

/** Fetches a page only when somebody wants a name from it. */
async function* names(): AsyncGenerator<string> {
  using _close = defer(() => console.log('connection closed'));
  for (const [index, page] of pages.entries()) {
    console.log('fetching page', index + 1);
    await time.sleep(100 * time.Millisecond); // the network
    yield* page;
  }
}

await run(async () => {
  for await (const name of names()) {
    console.log(name);
    if (name === 'gamma') break; // this ends the generator
  }
});
