// expect: output
// | nothing there
// | received hello
// | closed
import { run, chan, select, type ReceiveChannel } from 'concurrency-tutor';

async function look(messages: ReceiveChannel<string>): Promise<string> {
  const event = await select({ message: messages, default: true });
  if (event.case === 'default') return 'nothing there';
  return event.ok ? `received ${event.value}` : 'closed';
}

await run(async () => {
  const messages = chan<string>(1);
  console.log(await look(messages));
  await messages.send('hello');
  console.log(await look(messages));
  messages.close();
  console.log(await look(messages));
});
