// expect: output
// | hello
import { run, chan, go, type Channel, type ReceiveChannel, type SendChannel } from 'concurrency-tutor';

type Write = (to: SendChannel<string>) => Promise<void>; // writes, and may close
type Read = (from: ReceiveChannel<string>) => Promise<string>; // reads, and can do nothing else
type Own = (channel: Channel<string>) => Promise<string>; // has the channel for itself

const write: Write = async (to) => {
  await to.send('hello');
  to.close();
};
const read: Read = async (from) => (await from.receive()) ?? 'nothing';
const own: Own = async (channel) => {
  go(write, channel);
  return read(channel);
};

await run(async () => {
  console.log(await own(chan<string>()));
});
