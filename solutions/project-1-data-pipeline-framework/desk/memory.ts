import type { Item } from './parts.ts';

/** Cuts text into lines. A decoder keeps the bytes of a letter that is not complete; the bytes are counted beside it. */
export async function* lines(pieces: AsyncIterable<Uint8Array>, start = 0): AsyncGenerator<Item<string>, void> {
  // A byte order mark is text like any other.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let position = start;
  let line = '';
  let begun = false;
  for await (const piece of pieces) {
    let rest = piece;
    for (;;) {
      const end = rest.indexOf(0x0a);
      if (end < 0) break;
      line += decoder.decode(rest.subarray(0, end), { stream: true });
      position += end + 1;
      yield { position, value: line };
      line = '';
      begun = false;
      rest = rest.subarray(end + 1);
    }
    line += decoder.decode(rest, { stream: true });
    position += rest.length;
    begun ||= rest.length > 0;
  }
  if (begun) yield { position, value: line + decoder.decode() };
}

/** Gives one item after the other, from pages that are loaded one at a time. */
export async function* pages<T>(load: (after: number) => Promise<readonly Item<T>[]>, after: number): AsyncGenerator<Item<T>, void> {
  let last = after;
  for (;;) {
    const page = await load(last);
    if (page.length === 0) return;
    for (const item of page) {
      yield item;
      last = item.position;
    }
  }
}
