// expect: output
// | as they come: salt rice tea
// | in their places: tea salt rice
import { run, go, chan, sync, time } from 'concurrency-tutor';

const pages = [
  { name: 'tea', delay: 300 },
  { name: 'salt', delay: 100 },
  { name: 'rice', delay: 200 },
];

await run(async () => {
  const results = chan<{ index: number; name: string }>();
  const fetchers = new sync.WaitGroup();
  for (const [index, { name, delay }] of pages.entries()) {
    fetchers.go(async () => {
      await time.sleep(delay); // fetches the page
      await results.send({ index, name });
    });
  }
  go(async () => {
    await fetchers.wait();
    results.close();
  });

  const asTheyCome: string[] = [];
  const inTheirPlaces = new Array<string>(pages.length);
  for await (const { index, name } of results) {
    asTheyCome.push(name);
    inTheirPlaces[index] = name;
  }
  console.log('as they come:', ...asTheyCome);
  console.log('in their places:', ...inTheirPlaces);
});
