// expect: meter goroutines>100
import { run, go, chan, type ReceiveChannel } from 'concurrency-tutor';

/** A person, two parents, four grandparents … */
function ancestors(generations: number): ReceiveChannel<string> {
  const out = chan<string>();
  const parents = generations === 0 ? [] : [1, 2];
  const inputs = parents.map(() => ancestors(generations - 1));
  go(async () => {
    await out.send('a person');
    for (const input of inputs) {
      for await (const person of input) await out.send(person);
    }
    out.close();
  });
  return out.receiveOnly();
}

await run(async () => {
  let count = 0;
  for await (const _ of ancestors(6)) count++;
  console.log(count, 'people');
});
