import { judge, random, scenario } from 'concurrency-tutor/suite';
import { test } from 'vitest';
import type { Item } from '../starter/parts.ts';
import type * as scenarios from './scenarios.ts';
import { sameJson, shown } from './words.ts';

const play = scenario<typeof scenarios>();

/** The lines of a text, and where each ends. */
function linesOf(text: string, start: number): Item<string>[] {
  const parts = text.split('\n');
  const last = parts.pop() ?? '';
  let position = start;
  const size = (line: string): number => new TextEncoder().encode(line).length;
  const items = parts.map((value) => ({ position: position += size(value) + 1, value }));
  return last === '' ? items : [...items, { position: position + size(last), value: last }];
}

test('lines', async () => {
  const text = 'été\n\nplain text, a little longer\n日本語 and 🎈\nno end';
  for (const [what, own, pieces, start] of [
    ['in one piece', text, [1000], 0], ['in pieces of one byte', text, [1], 0], ['in pieces of any size', text, random.shuffle([1, 2, 3, 5, 8]), random.integer(1, 500)],
    ['with an end of its own', `${text}\n`, [7], 0], ['without anything', '', [1], 0], ['with a single line break', '\n', [1], 10],
  ] as const) {
    const { items, threw } = await play('cut', { text: own, pieces, start, read: 'all' });
    const expected = linesOf(own, start);
    const index = expected.findIndex((item, number) => !sameJson(item, items[number]));
    const at = index >= 0 ? index : expected.length;
    judge(index < 0 && items.length === expected.length, { did: `A text came ${what}, with \`start\` ${start}. Line ${at + 1} was ${shown(items[at])}.${threw === 'nothing' ? '' : ` Then came ${threw}.`}`, expected: expected[at] === undefined ? `There are only ${expected.length} lines.` : `${shown(expected[at])}.`, help: 'Positions count bytes, not letters. A letter may be in two pieces, and so may a line.' });
  }
  const early = await play('cut', { text: `${'one line\n'.repeat(100)}`, pieces: [9], start: 0, read: 3 });
  judge(early.closed, { did: 'Somebody read three lines and left. The pieces were not closed.', expected: 'Whoever leaves closes everything behind him.', help: '`for await` closes what it reads when it is left. Whoever calls `next` himself has to call `return`.', lesson: 'generators' });
  judge(early.taken <= 4, { did: `Somebody read three lines of a hundred. ${early.taken} pieces were taken, of one line each.`, expected: 'Three, or one more.', help: 'Give a line as soon as it is complete: `yield` in the loop, not after it.', lesson: 'generators' });
  const broken = await play('cut', { text, pieces: [10], start: 0, read: 'all', fails: true });
  judge(broken.threw === 'the disk is broken', { did: `Reading the pieces failed. \`lines\` ${broken.threw === 'nothing' ? 'ended as if all were read' : `threw ${broken.threw}`}.`, expected: 'The error comes through.', help: 'Do not catch it.' });
});

test('pages', async () => {
  const positions = Array.from({ length: 8 }, (_, index) => (index + 1) * random.integer(2, 3));
  const sorted = [...new Set(positions)].sort((a, b) => a - b);
  const [, after = 0] = sorted;
  const page = random.integer(2, 3);
  const history = await play('turn', { positions: sorted, page, after });
  const expected = sorted.filter((position) => position > after);
  judge(sameJson(history.positions, expected), { did: `Items at ${sorted.join(', ')}, ${page} on a page, after ${after}: \`pages\` gave ${history.positions.join(', ') || 'nothing'}.`, expected: expected.join(', '), help: 'Load after the position of the last item. The end is an empty page; a page may have fewer items than there is room for.' });
  const order = expected.flatMap((position, index) => (index % page === 0 ? [`load ${expected[index - 1] ?? after}`, `got ${position}`] : [`got ${position}`]));
  const due = [...order, `load ${expected.at(-1) ?? after}`];
  const index = due.findIndex((one, number) => one !== history.order[number]);
  judge(index < 0, { did: `Items at ${expected.join(', ')}, ${page} on a page. What happened: ${history.order.join(', ')}.`, expected: due.join(', '), help: 'A page is loaded when somebody asks for the item after the last one. `yield` waits until then.', lesson: 'generators' });
  const torn = await play('turn', { positions: sorted, page, after: 0, fails: 2 });
  judge(torn.threw === 'the page is torn' && torn.positions.length === page, { did: `Loading the second page failed. \`pages\` gave ${torn.positions.length} items and ${torn.threw === 'nothing' ? 'ended' : `threw ${torn.threw}`}.`, expected: `The ${page} items of the first page, then the error.`, help: 'Do not catch it.' });
});
