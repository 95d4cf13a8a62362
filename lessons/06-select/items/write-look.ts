// expect: output
// | nothing there
// | nothing there
// | nothing there
import { run, chan, select, type ReceiveChannel } from 'concurrency-tutor';

async function look(messages: ReceiveChannel<string>): Promise<string> {
  // Here: look once, without waiting. Tell nothing, a value, and closed apart.
  void [select, messages];
  return 'nothing there';
}

await run(async () => {
  const messages = chan<string>(1);
  console.log(await look(messages));
  await messages.send('hello');
  console.log(await look(messages));
  messages.close();
  console.log(await look(messages));
});
