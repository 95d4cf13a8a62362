// expect: output
// | gave up after 150 ms: parcel 5 has come open
// | weighed by then: 1 2 3
import { run, context, errgroup, time } from 'concurrency-tutor';
import { weigh } from './parcels.ts';

await run(async () => {
  const start = time.now();
  const weights = new Array<number>(13); // a place for each parcel
  const [group, ctx] = errgroup.withContext(context.background());
  group.setLimit(3); // without it, twelve at once
  for (let parcel = 1; parcel <= 12; parcel++) {
    await group.go(async () => { // waits while three are at work
      weights[parcel] = await weigh(parcel, [5, 9], ctx);
    });
  }

  try {
    await group.wait(); // once; it throws the first error
    console.log('all weighed');
  } catch (error) {
    const elapsed = Math.round(time.since(start));
    const { message } = error as Error;
    console.log(`gave up after ${elapsed} ms: ${message}`);
  }
  console.log('weighed by then:', ...Object.keys(weights));
});
