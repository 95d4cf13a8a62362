// expect: output
// | pen costs 2
// | pen costs 2
// | ink: not in the catalogue
// | ink: not in the catalogue
// | 2 requests for 1000 articles
import { run, time } from 'concurrency-tutor';

let requests = 0;

async function fetchPrice(name: string): Promise<number> {
  requests++;
  await time.sleep(50);
  if (name === 'ink') throw new Error(`${name}: not in the catalogue`);
  return 2;
}

/** Knows its name. Its price is fetched when somebody asks for it. */
class Article {
  readonly name: string;
  #price: Promise<number> | undefined;

  constructor(name: string) {
    this.name = name;
  }

  /** All who ask share one request, and its failure as well. */
  price(): Promise<number> {
    this.#price ??= fetchPrice(this.name);
    return this.#price;
  }
}

function* articles(): Generator<Article> {
  yield new Article('pen');
  yield new Article('ink');
  for (let n = 3; n <= 1000; n++) yield new Article(`article ${n}`);
}

async function show(article: Article): Promise<void> {
  try {
    console.log(article.name, 'costs', await article.price());
  } catch (error) {
    console.log((error as Error).message);
  }
}

await run(async () => {
  let count = 0;
  for (const article of articles()) {
    count++;
    if (article.name !== 'pen' && article.name !== 'ink') continue;
    await show(article);
    await show(article);
  }
  console.log(requests, 'requests for', count, 'articles');
});
