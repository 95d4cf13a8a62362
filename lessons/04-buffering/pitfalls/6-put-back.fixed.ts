// expect: output
// | the next is breakfast
// | breakfast
// | lunch
// | dinner
import { run } from 'concurrency-tutor';

await run(async () => {
  const meals = ['breakfast', 'lunch', 'dinner'];
  console.log('the next is', meals[0]);
  for (const meal of meals) console.log(meal);
});
