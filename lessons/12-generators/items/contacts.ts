// expect: output
// | 2 contacts
import { run, go, chan, type ReceiveChannel } from 'concurrency-tutor';

function contacts(lines: string[]): ReceiveChannel<string> {
  const out = chan<string>();
  go(async () => {
    for (const line of lines) {
      const [name, phone] = line.split(' ');
      if (phone === undefined) break; // a bad line
      await out.send(`${name}: ${phone}`);
    }
    out.close();
  });
  return out.receiveOnly();
}

await run(async () => {
  let count = 0;
  const input = contacts(['Ann 12', 'Bob 34', 'Cem', 'Eve 78']);
  for await (const _ of input) count++;
  console.log(count, 'contacts');
});
