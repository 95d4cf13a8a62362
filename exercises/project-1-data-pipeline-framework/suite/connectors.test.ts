import { judge, random, scenario } from 'concurrency-tutor/suite';
import { test } from 'vitest';
import type { Batch, Checkpoint, Item } from '../starter/parts.ts';
import type { Keeping, Reading } from './real.ts';
import type * as scenarios from './scenarios.ts';
import { count, sameJson, shown } from './words.ts';

const perform = scenario<typeof scenarios>('real');
const mortal = scenario<typeof scenarios>('killed');

function judgeReading({ items, threw }: Reading, expected: readonly Item[], told: string, help: string, throws = 'nothing'): void {
  const index = expected.findIndex((item, number) => !sameJson([item.position, item.value], [items[number]?.position, items[number]?.value]));
  judge(index < 0, { did: `${told} Item ${index + 1} was ${shown(items[index])}${threw === 'nothing' ? '' : `; then it threw ${threw}`}.`, expected: `${shown(expected[index])}.`, help });
  judge(items.length === expected.length, { did: `${told} There were ${count(items.length, 'item')}, and number ${expected.length + 1} was ${shown(items[expected.length])}.`, expected: `There are ${expected.length}.`, help });
  judge(threw === throws, { did: `${told} It ${threw === 'nothing' ? 'ended as if all were well' : `threw ${threw}`}.`, expected: throws === 'nothing' ? 'It ends.' : `It throws ${throws}.`, help });
}

function batchesFor(): Batch[] {
  const values = [[{ name: 'été', n: 1 }, 'two\nlines'], [], [null, [3]], [true]];
  return values.map((own, index) => ({ values: own, checkpoint: { upTo: (index + 1) * random.integer(5, 9), beyond: index === 1 ? [90, 95] : [] } }));
}

/** Four lives: two batches; a third one; one that fails; nothing. */
function judgeKeeping({ checkpoints, held, threw }: Keeping, batches: readonly Batch[], inForm: (values: readonly unknown[]) => readonly unknown[]): void {
  const [first, second, third] = batches;
  const due: readonly [readonly unknown[], Checkpoint, string][] = [
    [[...first?.values ?? [], ...second?.values ?? []], { upTo: 0, beyond: [] }, 'A new sink was opened, and got two batches, the second without values.'],
    [[...first?.values ?? [], ...second?.values ?? [], ...third?.values ?? []], second?.checkpoint ?? { upTo: 0, beyond: [] }, 'Meanwhile another write had been cut off. The sink was opened for the second time, and got a third batch.'],
    [[...first?.values ?? [], ...second?.values ?? [], ...third?.values ?? []], third?.checkpoint ?? { upTo: 0, beyond: [] }, 'Opened for the third time, the sink got a batch with a value that cannot be JSON.'],
    [[...first?.values ?? [], ...second?.values ?? [], ...third?.values ?? []], third?.checkpoint ?? { upTo: 0, beyond: [] }, 'After a write had thrown, the sink was opened for the fourth time.'],
  ];
  for (const [index, [values, checkpoint, told]] of due.entries()) {
    judge(sameJson(checkpoints[index], checkpoint), { did: `${told} \`open\` gave ${shown(checkpoints[index])}.`, expected: `The checkpoint of the last write that returned: ${shown(checkpoint)}.`, help: 'Values and checkpoint are kept together, or neither is.' });
    judge(sameJson(held[index], inForm(values)), { did: `${told} Then the sink held ${shown(held[index])}.`, expected: `${shown(inForm(values))}.`, help: 'What was written after the last checkpoint is removed by `open`; what was written before it stays.' });
  }
  judge(threw === 'TypeError', { did: `A value could not be JSON. \`write\` ${threw === 'nothing' ? 'returned' : `threw ${threw}`}.`, expected: 'It throws what `JSON.stringify` throws, a `TypeError`.', help: 'Undo what has been begun, then throw the error on.' });
}

test('files', async () => {
  const words = random.shuffle(['alpha', 'été', '', '日本', 'a longer line, with a comma', '🎈']);
  const text = `${words.join('\n')}\nno end`;
  let position = 0;
  const items = text.split('\n').map((value): Item => ({ value, position: position += new TextEncoder().encode(value).length + (value === 'no end' ? 0 : 1) }));
  const batches = batchesFor();
  const history = await perform('useFiles', { text, after: items[2]?.position ?? 0, batches, torn: '{"half":' });
  judgeReading(history.whole, items, 'A file was read from the beginning.', '`lines` cuts and counts.');
  judgeReading(history.rest, items.slice(3), `A file was read after position ${items[2]?.position ?? 0}.`, 'Begin to read there, and tell `lines` so.');
  judgeReading(history.missing, [], 'There was no such file.', 'Let the error of the system through.', 'ENOENT');
  judgeReading(history.ended, [], 'The context had ended.', 'Look at the context before each line.', 'context.Canceled');
  judge(history.leftOpen.length === 0, { did: `Everybody had left, and these files were still open: ${history.leftOpen.join(', ')}.`, expected: 'A file is open only while somebody iterates.', help: 'Close it in a `finally`, or iterate over a stream, which closes itself when the loop is left.' });
  judge(history.inMemory < 6e6, { did: `One line of a file of ${history.megabytes} MB was read. That needed ${Math.round(history.inMemory / 1e5) / 10} MB of memory.`, expected: 'A few pieces of the file, and no more.', help: 'Read the file as a stream.', lesson: 'generators' });
  judgeKeeping(history.kept, batches, (values) => [...values.map((value) => JSON.stringify(value)), '']);
  judge(history.otherFiles.length === 0, { did: `In the folder of the file there were also ${history.otherFiles.join(', ')}.`, expected: 'The names of all other files begin with that of the file and a dot.', help: 'Put what belongs to a file beside it, so that one sees what belongs together.' });
});

test('sql', async () => {
  const ids = [2, 3, 5, 8, 13, 21, 34];
  const batches = batchesFor();
  const page = random.integer(2, 3);
  const history = await perform('useSql', { ids, page, after: 5, late: 50, batches });
  if (history === 'no database') throw new Error('This Node has no node:sqlite; use Node 22.13 or newer.');
  const rows = [...ids, 50].map((id): Item => ({ position: id, value: { id, customer: `customer ${id}` } }));
  judge(history.writer === 'wrote', { did: `Another program wanted to write while rows were being read. It got: ${history.writer}.`, expected: 'It can write: nothing is locked between two pages.', help: 'Load a page at a time, all of it at once. An iteration that is under way keeps the table locked.' });
  judgeReading(history.whole, rows, `A table was read, ${page} rows at a time; a row was added meanwhile.`, 'Ask for the rows after the last id, in the order of `id`, so many at a time.');
  judgeReading(history.rest, rows.filter(({ position }) => position > 5), 'A table was read after id 5.', 'Ask for what is greater than the position, not for what is equal to it.');
  judge(history.leftOpen.length === 0, { did: `Everybody had left, and these files were still open: ${history.leftOpen.join(', ')}.`, expected: 'The database is open only while somebody iterates.', help: 'Close it in a `finally`.' });
  judgeKeeping(history.kept, batches, (values) => values.map((value) => JSON.stringify(value)));
  judge(sameJson(history.other, { checkpoint: { upTo: 0, beyond: [] }, held: [] }), { did: `A second sink, for another table of the same database, began with ${shown(history.other)}.`, expected: 'Nothing: it is new.', help: 'Keep a checkpoint for each table.' });
});

test('http', async () => {
  const items = [1, 4, 6, 9, 12, 15, 20].map((position): Item => ({ position, value: { name: `thing ${position}` } }));
  const batches = batchesFor().slice(0, 3);
  const page = random.integer(2, 3);
  const moods = ['answers', { status: 503 }, 'drops', 'answers', { status: 429, retryAfter: 1 }] as const;
  const sinkMoods = ['answers', 'forgets to answer', 'answers', 'drops', 'answers', { status: 500 }, 'forgets to answer', 'drops'] as const;
  const history = await perform('useHttp', { items, page, after: 6, batches, moods, sinkMoods });
  judgeReading(history.whole, items, `A server gave items, ${page} at a time. Twice it did not answer as hoped, once it dropped the connection.`, 'Put `retry` around each request.');
  const first = history.requests[0] ?? 'nothing';
  judge(/^GET \/items\?of=all&(after=0&limit=\d|limit=\d&after=0)$/.test(first), { did: `The address was \`/items?of=all\`. The first request was \`${first}\`.`, expected: `\`after=0\` and \`limit=${page}\` are added to it.`, help: '`new URL(…).searchParams.set(…)` adds them to what is there.' });
  judge(history.peace, { did: 'The server answered 429 with `retry-after: 1`. The next request came less than a second later.', expected: 'It is left in peace for a second.', help: 'The header is in seconds; `retryAfter` of an `HttpError` is in milliseconds.', lesson: 'rate-limiting' });
  judgeReading(history.rest, items.filter(({ position }) => position > 6), 'A server was asked for items after position 6.', 'Tell the server the position.');
  judgeReading(history.refused, [], 'A server answered each request with 404.', 'Every status but 200 is an `HttpError`.', 'HttpError 404');
  for (const [index, when] of ['wanted to be left in peace for 20 s', 'said nothing'].entries()) {
    judge(history.interrupted[index] === 'context.DeadlineExceeded', { did: `A server ${when}; meanwhile the context ended. The source threw ${history.interrupted[index] ?? 'nothing'}.`, expected: 'context.DeadlineExceeded.', help: 'A pause ends with the context. What `fetch` throws when it is interrupted becomes `ctx.err()`.', lesson: 'context' });
  }
  const due: Checkpoint[] = [{ upTo: 0, beyond: [] }, ...batches.map(({ checkpoint }) => checkpoint)];
  judge(sameJson(history.checkpoints, due), { did: `A sink was opened before each of three batches. \`open\` gave, and the server had in the end: ${shown(history.checkpoints)}.`, expected: shown(due), help: 'The checkpoint of the last batch that was kept.' });
  judge(sameJson(history.values, batches.flatMap(({ values }) => values)), { did: `The server had ${shown(history.values)}. Some of its answers had been lost.`, expected: shown(batches.flatMap(({ values }) => values)), help: 'A request that is repeated has the same `idempotency-key`; another batch has another one, also after a restart.' });
});

test('kill-file', async () => {
  const [first, , second] = batchesFor();
  if (first === undefined || second === undefined) return;
  const text = (batches: readonly Batch[]): string => batches.flatMap(({ values }) => values).map((value) => `${JSON.stringify(value)}\n`).join('');
  for (const moment of await perform('moments', { first, second })) {
    const isBefore = sameJson(moment.checkpoint, first.checkpoint) && moment.text === text([first]);
    const isAfter = sameJson(moment.checkpoint, second.checkpoint) && moment.text === text([first, second]);
    judge(isBefore || isAfter, {
      did: `A program was killed in the midst of its second write. The next \`open\` gave ${shown(moment.checkpoint)}, and the file held ${shown(moment.text)}.`,
      expected: `Either ${shown(first.checkpoint)} and the values of one write, or ${shown(second.checkpoint)} and those of both.`,
      help: 'Ask after each line of `write`: killed now, what does the next `open` find? The checkpoint must not be there before the values are.',
    });
  }
  await judgeLives('file');
});

test('kill-sql', async () => {
  await judgeLives('sql');
});

async function judgeLives(sink: 'file' | 'sql'): Promise<void> {
  const lines = 150;
  const name = `numbers-${sink}`;
  const deaths = Array.from({ length: 3 }, () => ({ write: random.integer(3, 8), share: random.integer(0, 11) / 10 }));
  let killed = 0;
  for (const dies of deaths) killed += await mortal('live', { name, sink, lines, dies }) === 'killed' ? 1 : 0;
  await perform('live', { name, sink, lines });
  const found = new Map<number, number>();
  for (const square of await perform('leavings', { name, sink })) found.set(square, (found.get(square) ?? 0) + 1);
  const told = `A pipeline was killed ${count(killed, 'time')} with \`kill -9\`, and started again each time.`;
  const expected = Array.from({ length: lines }, (_, index) => index + 1).filter((number) => number % 10 !== 0);
  const lost = expected.filter((number) => !found.has(number * number));
  judge(lost.length === 0, { did: `${told} ${count(lost.length, 'item')} of ${lines} did not come to the sink; the first was number ${lost[0] ?? ''}.`, expected: 'Nothing is lost.', help: 'The checkpoint must not be there before the values are.' });
  const doubled = expected.filter((number) => (found.get(number * number) ?? 0) > 1);
  judge(doubled.length === 0, { did: `${told} ${count(doubled.length, 'item')} of ${lines} came to the sink more than once; the first was number ${doubled[0] ?? ''}.`, expected: 'Nothing is doubled.', help: 'What was written after the last checkpoint is removed by `open`, or is in one transaction with it.' });
  judge(found.size === expected.length, { did: `${told} The sink then held something that nobody had written.`, expected: 'Only what was written.', help: 'A write that was cut off leaves half a line behind.' });
}
