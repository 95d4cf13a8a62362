// expect: output
// | the next is breakfast
// | lunch
// | dinner
// | breakfast
import { run, chan } from 'concurrency-tutor';

await run(async () => {
  const meals = chan<string>(3);
  for (const meal of ['breakfast', 'lunch', 'dinner']) {
    await meals.send(meal);
  }

  const next = (await meals.receive()) ?? ''; // only to look
  console.log('the next is', next);
  await meals.send(next); // and put back

  meals.close();
  for await (const meal of meals) console.log(meal);
});
