// expect: output
// | stored: cocoa 310, rice 120, salt 40, tea 250
// | refused: "tea;", "???"
import {
  run, chan, go, sync, time, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

interface Price {
  readonly item: string;
  readonly cents: number;
}

/** Extract: one goroutine for each place that has lines. */
async function extract(
  lines: readonly string[], delay: number, out: SendChannel<string>,
): Promise<void> {
  for (const line of lines) {
    await time.sleep(delay); // a slow disk, a slow network
    await out.send(line);
  }
}

/** Transform: makes a price of a line. What is none is refused. */
async function transform(
  lines: ReceiveChannel<string>,
  prices: SendChannel<Price>, refused: SendChannel<string>,
): Promise<void> {
  for await (const line of lines) {
    const [, item, cents] = /^(\w+);(\d+)$/.exec(line) ?? [];
    if (item === undefined) await refused.send(`"${line}"`);
    else await prices.send({ item, cents: Number(cents) });
  }
}

/** Load: the only goroutine that touches the store. */
async function load(
  prices: ReceiveChannel<Price>, store: Map<string, number>,
): Promise<void> {
  for await (const { item, cents } of prices) store.set(item, cents);
}

async function list(
  texts: ReceiveChannel<string>, into: string[],
): Promise<void> {
  for await (const text of texts) into.push(text);
}

await run(async () => {
  const lines = chan<string>();
  const prices = chan<Price>();
  const refused = chan<string>();
  const store = new Map<string, number>();
  const rejects: string[] = [];

  const extractors = new sync.WaitGroup();
  const shop = ['tea;250', 'rice;120', 'tea;'];
  extractors.go(extract, shop, 10, lines);
  extractors.go(extract, ['salt;40', '???', 'cocoa;310'], 25, lines);
  const transformers = new sync.WaitGroup();
  for (let n = 0; n < 3; n++) {
    transformers.go(transform, lines, prices, refused);
  }
  const loaders = new sync.WaitGroup();
  loaders.go(load, prices, store);
  loaders.go(list, refused, rejects);

  go(async () => {
    await extractors.wait();
    lines.close();
    await transformers.wait();
    prices.close();
    refused.close();
  });
  await loaders.wait();
  const stored = [...store].map(([item, cents]) => `${item} ${cents}`);
  console.log('stored:', stored.sort().join(', '));
  console.log('refused:', rejects.join(', '));
});
