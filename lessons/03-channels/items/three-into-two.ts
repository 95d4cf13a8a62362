// expect: deadlock
import { run, chan } from 'concurrency-tutor';

await run(async () => {
  const queue = chan<string>(2);
  await queue.send('one');
  await queue.send('two');
  await queue.send('three');
  for (let i = 0; i < 3; i++) console.log(await queue.receive());
});
