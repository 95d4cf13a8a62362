// expect: output
// | first: sent
// | second: no room
import { run, chan, select, type SendChannel } from 'concurrency-tutor';

async function offer(
  text: string, messages: SendChannel<string>,
): Promise<string> {
  const event = await select({
    sent: select.send(messages, text),
    default: true,
  });
  return event.case === 'sent' ? 'sent' : 'no room';
}

await run(async () => {
  const messages = chan<string>(1);
  console.log('first:', await offer('one', messages));
  console.log('second:', await offer('two', messages));
});
