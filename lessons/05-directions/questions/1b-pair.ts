// expect: output
// | baked: rye, spelt
import {
  run, chan, sync, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

class Baker {
  readonly #shelf: SendChannel<string>;

  constructor(shelf: SendChannel<string>) {
    this.#shelf = shelf;
  }

  async bake(loaves: readonly string[]): Promise<void> {
    for (const loaf of loaves) await this.#shelf.send(loaf);
    this.#shelf.close();
  }
}

class Seller {
  readonly #shelf: ReceiveChannel<string>;

  constructor(shelf: ReceiveChannel<string>) {
    this.#shelf = shelf;
  }

  async takeAll(): Promise<string[]> {
    const taken: string[] = [];
    for await (const loaf of this.#shelf) taken.push(loaf);
    return taken;
  }
}

/** The one place that knows that both have the same shelf. */
function openBakery(): { baker: Baker; seller: Seller } {
  const shelf = chan<string>();
  return { baker: new Baker(shelf), seller: new Seller(shelf) };
}

await run(async () => {
  const { baker, seller } = openBakery();
  const wg = new sync.WaitGroup();
  wg.go(async () => baker.bake(['rye', 'spelt']));
  console.log('baked:', (await seller.takeAll()).join(', '));
  await wg.wait();
});
