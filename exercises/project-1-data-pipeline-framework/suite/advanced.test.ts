import { judge, random, scenario } from 'concurrency-tutor/suite';
import { test } from 'vitest';
import type { Checkpoint } from '../starter/parts.ts';
import type { Event, Script } from './script.ts';
import type * as scenarios from './scenarios.ts';
import { count, isDone, judgeAllWritten, judgeThrew, lastCheckpoint, mostTogether, positionOf, positions, ranAt, sameJson, seconds, shown } from './words.ts';

const play = scenario<typeof scenarios>();

test('checkpoints', async () => {
  const items = positions(16);
  const [slow = 0, none = 0, bad = 0] = random.shuffle(items.slice(0, 10));
  const script: Script = {
    source: { positions: items }, inFlight: 8, batch: { size: 3, within: 400 },
    // One item takes so long that many others overtake it.
    stages: [{ name: 'a', min: 3, takes: 200, takesFor: { [slow]: 1500 }, makes: { [none]: 0 }, fails: [bad] }, { name: 'b', min: 2, takes: 100 }], sink: { takes: 50 },
  };
  const events = await play('perform', script);
  judgeAllWritten(events, script, items.filter((position) => position !== none && position !== bad), 'One item took very long, one came to nothing, one went to `deadLetter`.');
  judgeCheckpoints(events, items, { upTo: 0, beyond: [] }, none);

  // The second run goes on from a checkpoint with gaps.
  const upTo = items[4] ?? 0;
  const beyond = random.shuffle(items.slice(6, -1)).slice(0, 3).sort((a, b) => a - b);
  const start = { upTo, beyond };
  const left = items.filter((position) => !isDone(start, position));
  // One of those that are done is read only after others have been written.
  const second: Script = { ...script, source: { positions: items, pauses: { [beyond[1] ?? 0]: 3000 } }, sink: { start, takes: 50 }, stages: [{ name: 'a', min: 2, takes: 200 }] };
  const resumed = await play('perform', second);
  const from = resumed.find((event) => event.what === 'read from');
  judge(from?.what === 'read from' && from.after === upTo, { did: `The sink's checkpoint said ${shown(start)}. The source was asked for what comes after ${from?.what === 'read from' ? from.after : 'nothing'}.`, expected: `After ${upTo}: what comes before is done.`, help: 'Give `upTo` to `read`.' });
  judgeAllWritten(resumed, second, left, `The run began with the checkpoint ${shown(start)}.`);
  judgeCheckpoints(resumed, items.filter((position) => position > upTo), start, undefined);
});

/** If the program were killed after any of the writes: nothing would be lost, nothing doubled. */
function judgeCheckpoints(events: readonly Event[], items: readonly number[], start: Checkpoint, none: number | undefined): void {
  const written = new Set<number>();
  const excused = new Set<number>();
  for (const event of events) {
    if (event.what === 'buried') excused.add(event.position);
    if (event.what === 'handled' && event.position === none) excused.add(event.position);
    if (event.what !== 'write ended') continue;
    for (const value of event.values) written.add(positionOf(value));
    for (const position of items) {
      const before = isDone(start, position);
      const done = isDone(event.checkpoint, position);
      judge(!done || before || written.has(position) || excused.has(position), { did: `A write at ${seconds(event.at)} had the checkpoint ${shown(event.checkpoint)}. Item ${position} had not been written by then. Were the program killed now, that item would be lost.`, expected: 'A checkpoint names what is done, and nothing else.', help: '`upTo` may only pass an item when that and all before it are done. Items that have overtaken others belong into `beyond`.' });
      judge(done || !before, { did: `The run began with item ${position} done. A write at ${seconds(event.at)} had the checkpoint ${shown(event.checkpoint)}, without it.`, expected: 'Items in `beyond` stay there until `upTo` has passed them.', help: 'Whatever is in the checkpoint at the start is done, also in the next checkpoint.' });
      judge(done || !written.has(position), { did: `A write at ${seconds(event.at)} had the checkpoint ${shown(event.checkpoint)}. Item ${position} had been written by then. Were the program killed now, that item would come twice.`, expected: 'A checkpoint names everything that is done, also in the same write.', help: 'Add the items of a batch first, then make the checkpoint. What has overtaken others belongs into `beyond`.' });
    }
    const last = items.at(-1) ?? 0;
    judge(event.checkpoint.upTo <= last && event.checkpoint.beyond.every((position) => position > event.checkpoint.upTo && items.includes(position)), { did: `A write at ${seconds(event.at)} had the checkpoint ${shown(event.checkpoint)}.`, expected: '`upTo` is the position of an item, and `beyond` has items after it only.', help: 'Take items out of `beyond` once `upTo` has passed them; else the list grows for ever.' });
  }
  const final = lastCheckpoint(events);
  judge(sameJson(final, { upTo: items.at(-1), beyond: [] }), { did: `When everything had been written, the last checkpoint was ${shown(final)}.`, expected: `${shown({ upTo: items.at(-1), beyond: [] })}: everything is done.`, help: 'Items without values and dead ones have to get into a checkpoint, too: there may be one more write, without values.' });
}

test('priority', async () => {
  const items = positions(9);
  const [first = 0, ...rest] = items;
  const urgent = rest.at(-1) ?? 0;
  const waiting = rest.slice(0, -1);
  const priorities: Record<number, number> = { [first]: 0, [urgent]: 100 };
  for (const [index, position] of random.shuffle(waiting).entries()) priorities[position] = Math.floor(index / 2);
  const script: Script = {
    source: { positions: items, pauses: { [waiting[0] ?? 0]: 1000, [urgent]: 8000 } }, inFlight: 20, batch: { size: 1, within: 0 }, priorities,
    stages: [{ name: 'a', min: 2, takes: 0 }, { name: 'b', min: 1, takes: 2000, takesFor: { [first]: 5000 } }],
  };
  const events = await play('perform', script);
  judgeAllWritten(events, script, items, 'With priorities:');
  const began = events.flatMap((event) => (event.what === 'began' && event.stage === 'b' ? [event] : []));
  const arrived = new Map(events.flatMap((event, index) => (event.what === 'handled' && event.stage === 'a' ? [[event.position, { at: event.at, index }] as const] : [])));
  for (const { position, at } of began) {
    const left = items.filter((other) => (arrived.get(other)?.at ?? Infinity) < at - 300 && !began.some((one) => one.position === other && one.at <= at));
    const better = left.find((other) => (priorities[other] ?? 0) > (priorities[position] ?? 0));
    judge(better === undefined, { did: `At ${seconds(at)}, stage b took item ${position} with priority ${priorities[position] ?? 0}. Item ${better ?? ''} with priority ${priorities[better ?? 0] ?? 0} had been waiting since ${seconds(arrived.get(better ?? 0)?.at ?? 0)}.`, expected: 'The most urgent item that waits goes first.', help: 'Choose when a worker is free, not before: whatever a channel or a variable already holds cannot be overtaken.', lesson: 'worker-pools' });
  }
  // Those that wait in front of the first stage come in the order of reading.
  const equal: Script = { ...script, priorities: Object.fromEntries(items.map((position) => [position, 5])), stages: [{ name: 'a', min: 1, takes: 1000 }] };
  const order = (await play('perform', equal)).flatMap((event) => (event.what === 'began' ? [event.position] : []));
  judge(sameJson(order, items), { did: `All items had the same priority. The stage took them in the order ${order.join(', ')}.`, expected: `In the order in which they came: ${items.join(', ')}.`, help: 'Among equals, compare a number that counts up with every item.' });
});

test('scaling', async () => {
  const max = random.integer(3, 4);
  const items = positions(3 + max * 3 + 2);
  const trickle = items.slice(0, 3);
  const burst = items[3] ?? 0;
  const [again = 0] = items.slice(-2);
  const pauses = { ...Object.fromEntries(trickle.map((position) => [position, 3000])), [burst]: 3000, [again]: 60_000 };
  // Three come one by one until 9 s; a burst at 12 s keeps all busy until 15 s; two come together at 72 s.
  const script: Script = {
    source: { positions: items, pauses }, inFlight: 50, batch: { size: 1, within: 0 }, stages: [{ name: 'a', min: 1, max, idle: 10_000, takes: 1000 }],
    metricsAt: [2500, 6500, 9500, 13_500, 20_500, 40_500, 72_500],
  };
  const events = await play('perform', script);
  judgeAllWritten(events, script, items, 'With a changing number of workers:');
  const together = mostTogether(events, ({ what }) => what === 'began', ({ what }) => what === 'handled');
  judge(together <= max, { did: `A stage with at most ${max} workers handled ${together} items at the same time.`, expected: `Never more than ${max}.`, help: 'Look at the number of workers, and raise it, in one step.', lesson: 'mutex' });
  judge(together === max, { did: `${max * 3} items waited in front of a stage with 1 to ${max} workers. It handled at most ${together} at the same time.`, expected: `${max}: when an item waits and all are busy, there is one more worker.`, help: 'Look whether a worker is needed each time an item comes.', lesson: 'worker-pools' });
  const expected: Record<number, readonly [number, string]> = {
    2500: [1, 'nothing had come yet'], 6500: [1, 'items had come one by one, and each found the worker free'], 9500: [1, 'items had come one by one, and each found the worker free'], 13_500: [max, 'a burst of items was being handled'],
    20_500: [max, 'the burst had been over for 5 s, and `idle` was 10 s'], 40_500: [1, 'the burst had been over for 25 s, and `idle` was 10 s'], 72_500: [2, 'two items were being handled'],
  };
  for (const event of events) {
    if (event.what !== 'metrics') continue;
    const due = script.metricsAt?.find((at) => Math.abs(at - event.at) < 100) ?? 0;
    const [workers, why] = expected[due] ?? [0, ''];
    const found = event.metrics.stages[0]?.workers ?? 0;
    judge(found === workers, { did: `At ${seconds(due)} ${why}. There ${found === 1 ? 'was' : 'were'} ${count(found, 'worker')}.`, expected: `${workers}, with \`min\` 1 and \`max\` ${max}.`, help: 'A worker waits for an item and for the end of its `idle` time at once; one of the `min` stays. A new one is started only when an item waits and no worker is free.', lesson: 'select' });
  }
});

test('metrics', async () => {
  const items = positions(12);
  const [bad = 0, none = 0, several = 0] = random.shuffle(items.slice(2));
  const start = { upTo: items[0] ?? 0, beyond: [items[1] ?? 0] };
  const script: Script = {
    source: { positions: items, pauses: { [items[5] ?? 0]: 4000 } }, inFlight: 40, batch: { size: 2, within: 1000 },
    stages: [{ name: 'a', min: 2, takes: 1000, fails: [bad], makes: { [none]: 0, [several]: 3 } }, { name: 'b', min: 1, takes: 2000 }], sink: { start, takes: 800 },
    metricsAt: Array.from({ length: 50 }, (_, index) => index * 370),
  };
  const events = await play('perform', script);
  judgeThrew(events, 'nothing', 'An ordinary run.', 'Nothing ends it.');
  for (const [index, event] of events.entries()) {
    if (event.what !== 'metrics') continue;
    const { read, inFlight, done, dead } = event.metrics;
    judge(read === inFlight + done + dead, { did: `At ${seconds(event.at)}, \`metrics\` said: ${read} read, ${inFlight} in flight, ${done} done, ${dead} dead.`, expected: '`read` is `inFlight` + `done` + `dead` at every moment.', help: 'Change the numbers that belong together under one lock, and read them under the same.', lesson: 'mutex' });
    const atRest = !events.some((other) => other.what !== 'metrics' && Math.abs(other.at - event.at) <= 250);
    if (atRest) judgeReading(event, events.slice(0, index), start);
  }
  const last = ranAt(events).metrics;
  judge(last?.read === 10 && last.dead === 1 && last.done === 9 && last.inFlight === 0, { did: `Ten items were left to read, and one of them could not be handled. In the end, \`run\` returned: ${shown(last)}.`, expected: '10 read, 9 done, 1 dead, none in flight.', help: '`run` gives what `metrics` gives at the end. An item that came to nothing is done.' });
  await judgeBusyMoments();
});

/** At rest, the numbers follow from what the parts have seen. */
function judgeReading({ at, metrics }: Event & { readonly what: 'metrics' }, before: readonly Event[], start: Checkpoint): void {
  const number = (match: (event: Event) => boolean): number => before.filter(match).length;
  const say = (name: string, found: number | undefined, due: number, help: string): void => {
    judge(found === due, { did: `At ${seconds(at)}, \`${name}\` was ${found ?? 'missing'}.`, expected: `${due}, after what the parts had done by then.`, help });
  };
  say('read', metrics.read, number((event) => event.what === 'took' && !isDone(start, event.position)), 'Count an item when it has been read; not those that were done before.');
  say('writes', metrics.writes, number(({ what }) => what === 'write ended'), 'Count a write when it has returned.');
  const buried = new Set(before.flatMap((event) => (event.what === 'buried' ? [event.position] : [])));
  const checkpoint = lastCheckpoint(before) ?? start;
  const done = before.flatMap((event) => (event.what === 'took' && !isDone(start, event.position) && isDone(checkpoint, event.position) ? [event.position] : []));
  say('done', metrics.done, done.filter((position) => !buried.has(position)).length, 'An item is done when the write with its checkpoint has returned.');
  say('dead', metrics.dead, done.filter((position) => buried.has(position)).length, 'A dead item counts when the write with its checkpoint has returned.');
  const [stage] = metrics.stages;
  const items = (what: Event['what']): number => number((event) => event.what === what && 'stage' in event && event.stage === 'a');
  const [began, handled, gaveUp] = [items('began'), items('handled'), items('gave up')];
  say('stages[0].handled', stage?.handled, handled, 'Count an item when its handler has returned for all its values.');
  say('stages[0].failed', stage?.failed, gaveUp, 'Count an item that has been given up.');
  say('stages[0].busy', stage?.busy, began - handled - gaveUp, 'An item is being handled from the moment a worker has taken it.');
  say('stages[0].waiting', stage?.waiting, number((event) => event.what === 'took' && !isDone(start, event.position)) - began, 'An item waits until a worker has taken it.');
}

/** Read again and again while things happen, the sum is right, too. */
async function judgeBusyMoments(): Promise<void> {
  const items = positions(6);
  const events = await play('perform', { source: { positions: items }, inFlight: 3, batch: { size: 1, within: 0 }, stages: [{ name: 'a', min: 2, takes: 0 }], metricsAt: [0, 0, 0, 1, 1, 2] });
  for (const event of events) {
    if (event.what !== 'metrics') continue;
    const { read, inFlight, done, dead } = event.metrics;
    judge(read === inFlight + done + dead && inFlight <= 3, { did: `While items went through, \`metrics\` said: ${read} read, ${inFlight} in flight, ${done} done, ${dead} dead. \`inFlight\` was to be at most 3.`, expected: '`read` is `inFlight` + `done` + `dead` at every moment.', help: 'Change the numbers that belong together under one lock, and read them under the same.', lesson: 'mutex' });
  }
}
