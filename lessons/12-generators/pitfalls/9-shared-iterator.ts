// expect: differs
// | painted green
// | painted green
// --
// | painted red
// | painted red
// expect: race
import {
  run, go, chan, sync, time, type ReceiveChannel,
} from 'concurrency-tutor';

class Steps {
  readonly #input: ReceiveChannel<string>;
  value: string | undefined;

  constructor(input: ReceiveChannel<string>) {
    this.#input = input;
  }

  async next(): Promise<boolean> {
    const [value, ok] = await this.#input.receiveOk();
    if (ok) this.value = value;
    return ok;
  }
}

await run(async () => {
  const colours = chan<string>();
  go(async () => {
    for (const colour of ['red', 'green']) await colours.send(colour);
    colours.close();
  });

  const steps = new Steps(colours);
  const painters = new sync.WaitGroup();
  for (let painter = 0; painter < 2; painter++) {
    painters.go(async () => {
      while (await steps.next()) {
        await time.sleep(10); // takes a brush
        console.log('painted', steps.value);
      }
    });
  }
  await painters.wait();
});
