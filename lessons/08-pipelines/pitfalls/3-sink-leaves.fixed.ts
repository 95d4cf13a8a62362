// expect: output
// | THE
// | all stages have ended
import { run, chan, defer, select, sync, type ReceiveChannel } from 'concurrency-tutor';

type Stop = ReceiveChannel<void>;

function words(text: string, done: Stop, stages: sync.WaitGroup): ReceiveChannel<string> {
  const out = chan<string>();
  stages.go(async () => {
    using _close = defer(() => out.close());
    for (const word of text.split(' ')) {
      const event = await select({ sent: select.send(out, word), done });
      if (event.case === 'done') return;
    }
  });
  return out;
}

function upperCase(input: ReceiveChannel<string>, done: Stop, stages: sync.WaitGroup): ReceiveChannel<string> {
  const out = chan<string>();
  stages.go(async () => {
    using _close = defer(() => out.close());
    for await (const word of input) {
      const event = await select({ sent: select.send(out, word.toUpperCase()), done });
      if (event.case === 'done') return;
    }
  });
  return out;
}

await run(async () => {
  const done = chan<void>();
  const stages = new sync.WaitGroup();
  for await (const word of upperCase(words('the first word is enough', done, stages), done, stages)) {
    console.log(word);
    break;
  }
  done.close(); // told
  await stages.wait(); // and ended
  console.log('all stages have ended');
});
