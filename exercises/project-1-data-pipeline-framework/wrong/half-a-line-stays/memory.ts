import type { Item } from './parts.ts';

const newline = 0x0a;

/** Cuts text into lines. */
export async function* lines(pieces: AsyncIterable<Uint8Array>, start = 0): AsyncGenerator<Item<string>, void> {
  let position = start;
  let rest: Uint8Array[] = [];
  const line = (): Item<string> => {
    // In UTF-8, the byte of `\n` is never a part of another letter.
    const bytes = Buffer.concat(rest);
    rest = [];
    position += bytes.length;
    return { position, value: bytes.toString('utf8', 0, bytes.at(-1) === newline ? bytes.length - 1 : bytes.length) };
  };
  for await (const piece of pieces) {
    let begin = 0;
    for (let end = piece.indexOf(newline); end >= 0; end = piece.indexOf(newline, begin)) {
      rest.push(piece.subarray(begin, end + 1));
      begin = end + 1;
      yield line();
    }
    if (begin < piece.length) rest.push(piece.subarray(begin));
  }
  if (rest.length > 0) yield line();
}

/** Gives one item after the other, from pages that are loaded one at a time. */
export async function* pages<T>(load: (after: number) => Promise<readonly Item<T>[]>, after: number): AsyncGenerator<Item<T>, void> {
  for (let page = await load(after); page.length > 0; page = await load(page.at(-1)?.position ?? after)) yield* page;
}
