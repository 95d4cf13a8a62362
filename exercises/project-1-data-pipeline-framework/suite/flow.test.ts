import { judge, random, scenario } from 'concurrency-tutor/suite';
import { test } from 'vitest';
import type { Event, Script } from './script.ts';
import type * as scenarios from './scenarios.ts';
import { count, happened, judgeAllWritten, judgeClosed, judgeThrew, mostTogether, positionOf, positions, ranAt, seconds, valuesFor } from './words.ts';

const play = scenario<typeof scenarios>();

test('flow', async () => {
  const items = positions(8);
  const [none = 0, two = 0, three = 0] = random.shuffle(items);
  const script: Script = {
    source: { positions: items }, inFlight: 6, batch: { size: 3, within: 1000 },
    stages: [{ name: 'a', min: 2, takes: 100, makes: { [two]: 2, [none]: 0 } }, { name: 'b', min: 1, takes: 50, makes: { [three]: 3 } }, { name: 'c', min: 1, takes: 0, makes: { [two]: 2 } }],
  };
  const events = await play('perform', script);
  judgeThrew(events, 'nothing', 'Eight items went through three stages.', 'Nothing failed here.');
  judgeAllWritten(events, script, items, 'One item came to nothing, two became several.');
  judgeOneWrite(events, script, items);
  judgeOrder(events);
  judgeClosed(events, 'After an ordinary run:');

  const bare: Script = { source: { positions: items }, inFlight: 3, batch: { size: 2, within: 100 }, stages: [] };
  const short = await play('perform', bare);
  judgeThrew(short, 'nothing', 'Eight items, and no stages.', 'Nothing failed here.');
  judgeAllWritten(short, bare, items, 'Without stages:');
  const few = items.slice(6);
  const sieve: Script = { ...bare, stages: [{ name: 'a', min: 1, takes: 0, makes: Object.fromEntries(items.slice(0, 6).map((position) => [position, 0])) }] };
  const sifted = await play('perform', sieve);
  judgeThrew(sifted, 'nothing', 'Six of eight items came to nothing; three could be on their way.', 'An item without values gives its place back, too.');
  judgeAllWritten(sifted, sieve, few, 'Six of eight items came to nothing.');
  const empty = await play('perform', { ...script, source: { positions: [] } });
  judgeThrew(empty, 'nothing', 'The source was empty.', 'Without any items there is nothing to wait for.');
  judgeClosed(empty, 'After an empty source:');

  const wrong = [{ inFlight: 0 }, { inFlight: 1.5 }, { batch: { size: 0, within: 1 } }, { stages: [{ name: 'a', min: 0, max: 1, takes: 0 }] }, { stages: [{ name: 'a', min: 3, max: 2, takes: 0 }] }];
  const thrown = await play('build', [script, ...wrong.map((part) => ({ ...script, ...part }))]);
  for (const [index, name] of thrown.entries()) {
    const what = index === 0 ? 'sound parts' : JSON.stringify(wrong[index - 1]);
    judge(name === (index === 0 ? 'nothing' : 'RangeError'), { did: `A pipeline was made of ${what}. The constructor threw ${name}.`, expected: index === 0 ? 'Nothing is wrong with them.' : 'A `RangeError`: with these numbers nothing could ever get through.', help: 'Look at the numbers in the constructor, before anything runs.' });
  }
});

/** All values of an item are in one write. */
function judgeOneWrite(events: readonly Event[], script: Script, items: readonly number[]): void {
  for (const event of events) {
    if (event.what !== 'write ended') continue;
    for (const position of new Set(event.values.map(positionOf))) {
      const due = items.includes(position) ? valuesFor(position, script.stages) : [];
      const part = event.values.filter((value) => positionOf(value) === position);
      judge(part.length === due.length, { did: `Item ${position} had become ${count(due.length, 'value')}; one write had ${part.length} of them.`, expected: 'All values of an item go into the same write.', help: 'What goes through the pipeline is the item with all its values; else a checkpoint cannot say whether it is done.' });
    }
  }
}

function judgeOrder(events: readonly Event[]): void {
  const opened = events.findIndex(({ what }) => what === 'sink opened');
  const first = events.findIndex(({ what }) => what === 'read from' || what === 'took');
  judge(opened >= 0 && opened < first, { did: `${first < 0 ? 'The source was never asked' : 'The source was asked for items before the sink was open'}.`, expected: 'The sink is opened first: only its checkpoint says where to begin.', help: 'Await `open`, then read.' });
}

test('batches', async () => {
  const items = positions(10);
  const size = random.integer(3, 4);
  // The last four come late.
  const [slow = 0, slower = 0, slowest = 0, last = 0] = items.slice(6);
  const script: Script = {
    source: { positions: items, pauses: { [items[0] ?? 0]: 1000, [slow]: 20_000, [slower]: 20_000, [slowest]: 1000, [last]: 20_000 } }, inFlight: 20, batch: { size, within: 5000 }, stages: [{ name: 'a', min: 1, takes: 0 }],
  };
  const events = await play('perform', script);
  judgeAllWritten(events, script, items, 'Items came in a bunch, then one by one.');
  judgeBatches(events, size, 5000);
  const late = writeTime(events, slow);
  judge(late >= 25_000, { did: `An item was ready at 21 s, and another one came much later. It was written at ${seconds(late)}.`, expected: 'A batch waits for more, up to `within` after its first item was ready: until 26 s.', help: 'Write when the batch is full, when its time is over, or when nothing more can come.' });

  const stream: Script = { ...script, batch: { size: 1, within: 5000 }, sink: { takes: 20 } };
  const streamed = await play('perform', stream);
  judgeAllWritten(streamed, stream, items, 'With batches of 1:');
  judgeBatches(streamed, 1, 0);
  for (const [position, at] of [[slow, 21_000], [slower, 41_000], [slowest, 42_000], [last, 62_000]] as const) {
    const wrote = writeTime(streamed, position);
    judge(wrote <= at + 200, { did: `With batches of 1, an item was ready at ${seconds(at)} and was written at ${seconds(wrote)}.`, expected: 'In a stream, each item is written as soon as it is ready.', help: 'A batch of one is full when it has one item.' });
  }
});

function writeTime(events: readonly Event[], position: number): number {
  return events.find((event) => event.what === 'write began' && event.values.some((value) => positionOf(value) === position))?.at ?? Infinity;
}

function judgeBatches(events: readonly Event[], size: number, within: number): void {
  const ready = new Map(events.flatMap((event) => (event.what === 'handled' ? [[event.position, event.at] as const] : [])));
  for (const event of events) {
    if (event.what !== 'write began') continue;
    const items = [...new Set(event.values.map(positionOf))];
    judge(items.length <= size, { did: `\`batch.size\` was ${size}. A write had ${count(items.length, 'item')}.`, expected: `At most ${size} in one write.`, help: 'Stop gathering when the batch is full.' });
    judge(items.length > 0, { did: 'Nothing had happened, and still there was a write, without any value.', expected: 'A write is due when there is something new.', help: 'Begin to count the time when the first item is there.' });
    const first = Math.min(...items.map((position) => ready.get(position) ?? 0));
    judge(event.at <= first + within + 250, { did: `An item was ready at ${seconds(first)} and waited for others until ${seconds(event.at)}.`, expected: `\`within\` was ${seconds(within)}: it is written by ${seconds(first + within)}.`, help: 'Wait for two things at once: the next item, and the end of the time.', lesson: 'select' });
  }
  const full = events.find((event) => event.what === 'write began');
  if (full?.what === 'write began') {
    judge(new Set(full.values.map(positionOf)).size === size && full.at <= 1500, { did: `Six items were ready at 1 s; the first write was at ${seconds(full.at)} and had ${count(full.values.length, 'value')}.`, expected: `${size} at once: a full batch waits for nothing.`, help: 'Write as soon as `size` items are there.' });
  }
  const writes = mostTogether(events, ({ what }) => what === 'write began', ({ what }) => what === 'write ended' || what === 'write threw');
  judge(writes <= 1, { did: `${writes} writes were under way at the same time.`, expected: 'One after the other: checkpoints have an order.', help: 'One goroutine writes.', lesson: 'pipelines' });
}

test('parallel', async () => {
  const workers = random.integer(2, 4);
  const items = positions(workers * 3);
  const script: Script = {
    source: { positions: items }, inFlight: 100, batch: { size: 1, within: 0 },
    stages: [{ name: 'a', min: workers, takes: 1000 }, { name: 'b', min: workers, takes: 1000, wraps: ['outer', 'inner'] }],
  };
  const events = await play('perform', script);
  judgeAllWritten(events, script, items, `With ${workers} workers:`);
  for (const { name } of script.stages) {
    const together = mostTogether(events, (event) => event.what === 'began' && event.stage === name, (event) => event.what === 'handled' && event.stage === name);
    judge(together <= workers, { did: `Stage ${name} has ${workers} workers; it handled ${together} items at the same time.`, expected: `Never more than ${workers}.`, help: 'A worker handles one item after the other. Do not start a goroutine for each item.', lesson: 'worker-pools' });
    judge(together === workers, { did: `Stage ${name} has ${workers} workers and had many items to handle; it handled at most ${together} at the same time.`, expected: `${workers} at the same time.`, help: 'Each worker is a goroutine. Look for a lock that is held while a handler runs, or for an await in the wrong loop.', lesson: 'worker-pools' });
  }
  const { at } = ranAt(events);
  judge(at <= 4500, { did: `${count(items.length, 'item')}, two stages of 1 s, ${workers} workers each: that took ${seconds(at)}.`, expected: 'About 4 s: the second stage works while the first one does.', help: 'An item goes on as soon as it is handled, and waits for no other.', lesson: 'pipelines' });
  judgeWraps(events, items);
});

function judgeWraps(events: readonly Event[], items: readonly number[]): void {
  for (const position of items) {
    const seen = events.flatMap((event) => (event.what === 'wrapped' && event.position === position ? [event.by] : event.what === 'began' && event.stage === 'b' && event.position === position ? ['handler'] : []));
    judge(seen.join() === 'outer,inner,handler', { did: `A stage used the middleware \`outer\`, then \`inner\`. For item ${position} were called: ${seen.join(', ')}.`, expected: '`outer`, `inner`, and then the handler.', help: '`use` names the outermost first. Wrap from the last to the first.' });
  }
}

test('backpressure', async () => {
  const inFlight = random.integer(3, 6);
  const items = positions(40);
  const blocked = random.pick(['the sink', 'a stage'] as const);
  const script: Script = {
    source: { positions: items }, inFlight, batch: { size: 2, within: 100 },
    stages: [{ name: 'a', min: 2, takes: 10, takesFor: blocked === 'a stage' ? Object.fromEntries(items.map((position) => [position, 5000])) : {} }, { name: 'b', min: 1, max: 3, takes: 10 }],
    sink: { takes: blocked === 'the sink' ? 10_000 : 10 },
  };
  const events = await play('perform', script);
  judgeAllWritten(events, script, items, `While ${blocked} was slow:`);
  let [taken, done, most] = [0, 0, 0];
  for (const event of events) {
    if (event.what === 'took') taken += 1;
    if (event.what === 'write ended') done += new Set(event.values.map(positionOf)).size;
    most = Math.max(most, taken - done);
    // One more may stand at the entrance.
    judge(taken - done <= inFlight + 1, { did: `\`inFlight\` was ${inFlight}, and ${blocked} was slow. At ${seconds(event.at)}, when ${happened(event)}, ${taken} items had been read and ${done} written.`, expected: `At most ${inFlight} on their way: whoever is slow slows down the reading.`, help: 'An item takes a place when it is read and gives it back when it is written. A semaphore, or a channel with a buffer, counts places.', lesson: 'pipelines' });
  }
  judge(most >= inFlight, { did: `\`inFlight\` was ${inFlight}, and ${blocked} was slow. Never were more than ${count(most, 'item')} on their way.`, expected: `${inFlight}: as many as may be.`, help: 'Count a place from reading to writing, and give it back right after the write.' });
});
