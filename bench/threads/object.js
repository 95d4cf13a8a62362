/** An object of some 1 KB, as programs send them. */
export function oneKilobyte(n) {
  return { id: n, name: `order ${n}`, lines: Array.from({ length: 12 }, (_, line) => ({ line, article: `article ${line}`, price: line * 1.25, sold: true })), note: 'x'.repeat(200) };
}
