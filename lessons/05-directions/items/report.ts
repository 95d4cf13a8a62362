// expect: panic "close of closed channel"
import {
  run, chan, sync, type Channel, type SendChannel,
} from 'concurrency-tutor';

async function write(lines: SendChannel<string>): Promise<void> {
  await lines.send('first line');
  await lines.send('last line');
  lines.close();
}

async function print(lines: Channel<string>): Promise<void> {
  for await (const line of lines) console.log(line);
  lines.close();
}

await run(async () => {
  const lines = chan<string>();
  const wg = new sync.WaitGroup();
  wg.go(write, lines);
  wg.go(print, lines);
  await wg.wait();
});
