// expect: output
// | THE
// | all stages have ended
import {
  run, chan, defer, select, sync, type ReceiveChannel,
} from 'concurrency-tutor';

type Words = ReceiveChannel<string>;
type Stop = ReceiveChannel<void>;

function words(
  text: string, done: Stop, stages: sync.WaitGroup,
): Words {
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

function upperCase(
  input: Words, done: Stop, stages: sync.WaitGroup,
): Words {
  const out = chan<string>();
  stages.go(async () => {
    using _close = defer(() => out.close());
    for await (const word of input) {
      const upper = word.toUpperCase();
      const event = await select({ sent: select.send(out, upper), done });
      if (event.case === 'done') return;
    }
  });
  return out;
}

await run(async () => {
  const done = chan<void>();
  const stages = new sync.WaitGroup();
  const all = words('the first word is enough', done, stages);
  for await (const word of upperCase(all, done, stages)) {
    console.log(word);
    break;
  }
  done.close(); // told
  await stages.wait(); // and ended
  console.log('all stages have ended');
});
