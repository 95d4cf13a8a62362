// expect: output
// | hello
import {
  run, chan, go, type Channel, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

/** Writes, and may close. */
type Write = (to: SendChannel<string>) => Promise<void>;
/** Reads, and can do nothing else. */
type Read = (from: ReceiveChannel<string>) => Promise<string>;
/** Has the channel for itself. */
type Own = (channel: Channel<string>) => Promise<string>;

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
