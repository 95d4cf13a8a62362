// expect: output
// | 1 open, 0 closed, 2 nothing
import { run, chan, select } from 'concurrency-tutor';

await run(async () => {
  const numbers = chan<number>(1);
  const count = { open: 0, closed: 0, nothing: 0 };

  const look = async (): Promise<void> => {
    const event = await select({ numbers, default: true });
    if (event.case === 'default') count.nothing++;
    else if (event.ok) count.open++;
    else count.closed++;
  };

  await look();
  await numbers.send(7);
  await look();
  await look();
  console.log(`${count.open} open, ${count.closed} closed, ${count.nothing} nothing`);
});
