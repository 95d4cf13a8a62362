import { judge, random, scenario } from 'concurrency-tutor/suite';
import { test } from 'vitest';
import type { Event, Script } from './script.ts';
import type * as scenarios from './scenarios.ts';
import { count, happened, isDone, judgeAllWritten, judgeClosed, judgeThrew, lastCheckpoint, positionOf, positions, ranAt, seconds, written } from './words.ts';

const play = scenario<typeof scenarios>();

test('failures', async () => {
  const items = positions(10);
  const [first = 0, second = 0, many = 0] = random.shuffle(items);
  const script: Script = {
    source: { positions: items }, inFlight: 5, batch: { size: 3, within: 500 },
    stages: [{ name: 'a', min: 2, takes: 100, fails: [first], makes: { [second]: 3 } }, { name: 'b', min: 2, takes: 100, fails: [second], makes: { [many]: 2 } }],
  };
  const events = await play('perform', script);
  judgeThrew(events, 'nothing', 'Two of ten items could not be handled; there was a `deadLetter`.', 'A bad item is put aside, and the others go on.');
  judgeAllWritten(events, script, items.filter((position) => position !== first && position !== second), 'Two other items could not be handled.');
  for (const [position, stage] of [[first, 'a'], [second, 'b']] as const) {
    const letters = events.flatMap((event) => (event.what === 'buried' && event.position === position ? [event] : []));
    const [letter] = letters;
    judge(letter !== undefined && letters.length === 1, { did: `Stage ${stage} threw for item ${position}. \`deadLetter\` was called ${letters.length === 0 ? 'never' : `${letters.length} times`} for it.`, expected: 'Once for each item that is given up.', help: 'Catch what the handler throws, where the worker calls it.' });
    judge(letter.value === String(position) && letter.stage === stage && letter.error === `${stage} cannot handle ${position}`, { did: `Stage ${stage} threw for item ${position}. The letter said: value ${letter.value}, stage ${letter.stage}, error “${letter.error}”.`, expected: `The value as it came from the source, \`${position}\`, the stage ${stage}, and the very error it threw.`, help: 'Keep what the source gave beside what has become of it.' });
  }
  const checkpoint = lastCheckpoint(events);
  const open = items.find((position) => checkpoint === undefined || !isDone(checkpoint, position));
  judge(open === undefined, { did: `At the end, item ${open ?? ''} ${open === first || open === second ? 'had gone to `deadLetter` and' : ''} was in no checkpoint.`, expected: 'An item that has been put aside is done; it must not come again after a restart.', help: 'Let it go on to the writer without values.' });
  judgeClosed(events, 'After two failures:');
});

test('broken-parts', async () => {
  const items = positions(12);
  const base: Script = { source: { positions: items }, inFlight: 6, batch: { size: 2, within: 500 }, stages: [{ name: 'a', min: 2, takes: 300 }, { name: 'b', min: 1, takes: 300 }] };
  const broken: Script = { ...base, source: { positions: items, then: 'throws' } };
  const events = await play('perform', broken);
  judgeThrew(events, 'the source is broken', 'The source threw after its last item.', 'Keep what the source threw, finish what has been read, then throw it.');
  judgeAllWritten(events, broken, items, 'The source threw at its end.');
  judgeClosed(events, 'After the source threw:');

  const full = await play('perform', { ...base, sink: { fails: 2, takes: 100 } });
  judgeThrew(full, 'the sink is full', 'The second write threw.', 'The first failure is the one to report; what follows from it is not.');
  judgeStopsAt(full, 'write threw', 'The second write threw');
  judgeClosed(full, 'After a write threw:');
  const again = full.filter(({ what }) => what === 'write began').length;
  judge(again === 2, { did: `The second write threw. ${again - 2} more came after it.`, expected: 'None: nobody knows what the sink holds now.', help: 'End the writing, and cancel everything else.' });

  const [bad = 0] = random.shuffle(items.slice(2, 8));
  const stages = [{ name: 'a', min: 2, takes: 300, fails: [bad] }, { name: 'b', min: 1, takes: 300 }];
  const box = await play('perform', { ...base, stages, letters: 'throws' });
  judgeThrew(box, 'the letter box is full', `Item ${bad} could not be handled, and \`deadLetter\` threw.`, 'A letter that cannot be delivered must not be lost: the run ends.');
  judgeStopsAt(box, 'buried', '`deadLetter` threw');
  judgeClosed(box, 'After `deadLetter` threw:');
  const nobody = await play('perform', { ...base, stages, letters: 'nobody takes them' });
  judgeThrew(nobody, `a cannot handle ${bad}`, `Item ${bad} could not be handled, and there was no \`deadLetter\`.`, 'Without anybody who takes it, the failure ends the run.');
  judgeClosed(nobody, 'After a failure without `deadLetter`:');

  const shut = await play('perform', { ...base, sink: { openFails: true } });
  judgeThrew(shut, 'the sink does not open', '`open` threw.', 'Let it through.');
  const closes = shut.find(({ what }) => what === 'sink closed' || what === 'took');
  judge(closes === undefined, { did: `\`open\` threw, and still ${closes?.what === 'took' ? 'items were read' : '`close` was called'}.`, expected: 'What was never opened is not closed.', help: 'Begin the `try` after `open`.' });
});

/** Everything is cancelled when something happens: nothing new begins. */
function judgeStopsAt(events: readonly Event[], what: Event['what'], when: string): void {
  const at = events.find((event) => event.what === what)?.at ?? 0;
  const ran = ranAt(events);
  judge(ran.at <= at + 150, { did: `${when} at ${seconds(at)}; \`run\` came back at ${seconds(ran.at)}.`, expected: 'At once: what is under way is cancelled.', help: 'Give the handlers a context that you can cancel.', lesson: 'context' });
  const later = events.find((event) => event.at > at + 150 && ['began', 'took', 'write began'].includes(event.what));
  judge(later === undefined, { did: `${when} at ${seconds(at)}. After that, ${happened(later)}.`, expected: 'Nothing new begins.', help: 'Each goroutine that waits for something also waits for the end of the context.', lesson: 'context' });
}

test('stop', async () => {
  const items = positions(30);
  const pauses = Object.fromEntries(items.map((position) => [position, 1000]));
  const script: Script = {
    source: { positions: items, pauses, then: 'waits' }, inFlight: 8, batch: { size: 4, within: 60_000 },
    stages: [{ name: 'a', min: 3, takes: 2500 }, { name: 'b', min: 2, takes: 700 }], stopAt: random.integer(6, 12) * 1000 + 500,
  };
  const { stopAt = 0 } = script;
  const events = await play('perform', script);
  judgeThrew(events, 'nothing', `\`stop\` was called at ${seconds(stopAt)}.`, 'That reading has been stopped is no failure, although the source throws when its context ends.');
  const late = events.find((event) => event.what === 'took' && event.at > stopAt + 100);
  judge(late === undefined, { did: `\`stop\` was called at ${seconds(stopAt)}. At ${seconds(late?.at ?? 0)}, ${happened(late)}.`, expected: 'Nothing more is read.', help: 'Give the source a context of its own, and end it.', lesson: 'context' });
  judgeAllWritten(events, script, items.slice(0, events.filter(({ what }) => what === 'took').length), `\`stop\` was called at ${seconds(stopAt)}.`);
  const { at } = ranAt(events);
  judge(at <= stopAt + 5500, { did: `\`stop\` was called at ${seconds(stopAt)}, when the last item had some 4 s to go. \`run\` returned at ${seconds(at)}.`, expected: 'As soon as everything is written. A batch does not wait for items that can no longer come.', help: 'Close the channel to the writer when nothing more can come, and let it write what it has.', lesson: 'channels' });
  judgeClosed(events, 'After `stop`:');

  const idle = await play('perform', { ...script, source: { positions: items.slice(0, 2), then: 'waits' }, stopAt: 30_000 });
  judgeThrew(idle, 'nothing', 'The source had nothing new for a long time; `stop` was called at 30 s.', 'End the context of the source: it waits for that.');
  judge(ranAt(idle).at <= 30_200, { did: `Everything had been handled long ago; \`stop\` was called at 30 s, and \`run\` returned at ${seconds(ranAt(idle).at)}.`, expected: 'At once.', help: 'End the context of the source: it waits for that.', lesson: 'context' });
  const before = await play('perform', { ...script, stopAt: 0 });
  judgeThrew(before, 'nothing', '`stop` was called before `run`.', 'It may be called at any time.');
  judge(!before.some(({ what }) => what === 'began'), { did: '`stop` was called before `run`; still items were handled.', expected: 'Nothing is read.', help: 'Remember that `stop` has been called.' });
});

test('cancel', async () => {
  const items = positions(30);
  const within = random.integer(5, 9) * 1000 + 500;
  const script: Script = {
    source: { positions: items, pauses: Object.fromEntries(items.map((position) => [position, 500])), then: 'waits' }, inFlight: 6, batch: { size: 2, within: 1000 },
    stages: [{ name: 'a', min: 2, takes: 1000 }, { name: 'b', min: 1, takes: 700 }], sink: { takes: 400 }, within,
  };
  const events = await play('perform', script);
  judgeThrew(events, 'context.DeadlineExceeded', `The context ended at ${seconds(within)}.`, 'Throw `ctx.err()` when it is set.');
  judgeStopsAt([...events, { at: within, what: 'stopped' }], 'stopped', 'The context ended');
  judge(!events.some(({ what }) => what === 'buried'), { did: `The context ended at ${seconds(within)}. An item that was being handled went to \`deadLetter\`.`, expected: 'It has not failed: it was interrupted, and comes again after a restart.', help: 'When a handler throws, first ask whether the context has ended.', lesson: 'context' });
  const checkpoint = lastCheckpoint(events) ?? { upTo: 0, beyond: [] };
  const done = new Set(written(events).map(positionOf));
  const claimed = items.find((position) => isDone(checkpoint, position) && !done.has(position));
  judge(claimed === undefined, { did: `The context ended at ${seconds(within)}. The last checkpoint said that item ${claimed ?? ''} was done; it was never written.`, expected: 'What was on its way is in no checkpoint.', help: 'An item is done when it is written, not when it is read.' });
  judgeClosed(events, 'After the context ended:');
  judge(done.size > 0, { did: `Until ${seconds(within)}, ${count(done.size, 'item')} had been written.`, expected: 'Some.', help: 'Items are written while others are read.' });
});
