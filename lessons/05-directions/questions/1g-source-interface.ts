// expect: output
// | a list: good morning
// | a list: good night
// | a clock: 1 s
// | a clock: 2 s
import {
  run, go, chan, defer, time, type ReceiveChannel,
} from 'concurrency-tutor';

/** Whoever can be listened to, however the messages come about. */
interface MessageSource {
  readonly name: string;
  messages(): ReceiveChannel<string>;
}

function listSource(list: readonly string[]): MessageSource {
  return {
    name: 'a list',
    messages() {
      const out = chan<string>();
      go(async () => {
        using _close = defer(() => out.close());
        for (const message of list) await out.send(message);
      });
      return out.receiveOnly();
    },
  };
}

function clockSource(seconds: number): MessageSource {
  return {
    name: 'a clock',
    messages() {
      const out = chan<string>();
      go(async () => {
        using _close = defer(() => out.close());
        for (let s = 1; s <= seconds; s++) {
          await time.sleep(time.Second);
          await out.send(`${s} s`);
        }
      });
      return out.receiveOnly();
    },
  };
}

async function printAll(source: MessageSource): Promise<void> {
  for await (const message of source.messages())
    console.log(`${source.name}: ${message}`);
}

await run(async () => {
  await printAll(listSource(['good morning', 'good night']));
  await printAll(clockSource(2));
});
