// expect: output
// | sent 3, received 0
import { run, chan, go, select, time } from 'concurrency-tutor';

await run(async () => {
  const [input, output] = [chan<string>(), chan<string>()];
  go(async () => {
    const list: string[] = [];
    while (true) {
      const [first] = list;
      const event = await select({
        input,
        passed: first === undefined ? null : select.send(output, first),
      });
      if (event.case === 'passed') list.shift();
      else if (event.ok) list.push(event.value);
      else break;
    }
    output.close();
  });

  for (const letter of ['a', 'b', 'c']) await input.send(letter);
  input.close();
  await time.sleep(1 * time.Second);
  const left: string[] = [];
  for await (const letter of output) left.push(letter);
  console.log(`sent 3, received ${left.length}`);
});
