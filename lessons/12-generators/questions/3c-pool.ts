// expect: output
// | 200000 bytes, all of them 7
// | 1 block was made
import { run, go, chan, sync } from 'concurrency-tutor';

/** Bytes in a block. Who receives it owns it, and gives it back. */
interface Piece { readonly block: Uint8Array; readonly length: number }

let made = 0;
const blocks = new sync.Pool<Uint8Array>(() => {
  made++;
  return new Uint8Array(64 * 1024);
});

/** Fills a block. The last bytes and the end come together. */
class Source {
  #left: number;

  constructor(bytes: number) {
    this.#left = bytes;
  }

  read(block: Uint8Array): { length: number; end: boolean } {
    const length = Math.min(block.length, this.#left);
    block.fill(7, 0, length);
    this.#left -= length;
    return { length, end: this.#left === 0 };
  }
}

await run(async () => {
  const pieces = chan<Piece>();
  const back = chan<void>();
  go(async () => {
    const source = new Source(200_000);
    for (let end = false; !end;) {
      const block = blocks.get()!;
      const read = source.read(block);
      end = read.end;
      if (read.length === 0) { // nothing in it, so it goes back at once
        blocks.put(block);
        continue;
      }
      await pieces.send({ block, length: read.length });
      await back.receive();
    }
    pieces.close();
  });

  let bytes = 0;
  let sum = 0;
  for await (const { block, length } of pieces) {
    bytes += length;
    for (const byte of block.subarray(0, length)) sum += byte;
    blocks.put(block); // from here on it belongs to somebody else
    await back.send();
  }
  console.log(bytes, 'bytes, all of them', sum / bytes);
  console.log(made, made === 1 ? 'block was made' : 'blocks were made');
});
