import { judge, random, scenario } from 'concurrency-tutor/suite';
import { test } from 'vitest';
import type { Event } from './log.ts';
import { asked, callAt, calls, gives, inWords, judgeCall, keys, loadsOf, removals, script, seconds, type Call, type Todo } from './plans.ts';
import type * as scenarios from './scenarios.ts';

const play = scenario<typeof scenarios>();

function over(events: readonly Event[], what: 'load over' | 'save over', key: string): Extract<Event, { readonly what: 'load over' | 'save over' }> | undefined {
  const found = events.find((event) => event.what === what && event.key === key);
  return found?.what === what ? found : undefined;
}

/** The call threw its context's error when the context ended. */
function judgeGivenUp(call: Call, at: number, error: string, story: string): void {
  judge(call.threw === error && call.at >= at - 20 && call.at <= at + 40, {
    did: `${story} ${asked(call)}, whose context ended at ${seconds(at)}, ${inWords(call)} at ${seconds(call.at)}.`,
    expected: `It throws \`ctx.err()\`, here ${error}, when its context ends.`,
    help: 'Whatever a method waits for, it waits for `ctx.done()` as well.',
    lesson: 'context',
  });
}

test('shared-load', async () => {
  const [a = '', b = '', c = ''] = keys(3);
  const many = random.integer(3, 5);
  const at = (key: string, from: number): Todo[] => Array.from({ length: many }, (_, index) => ({ at: from + index * 100, do: 'get', key }));
  const plan = script([...at(a, 0), ...at(b, 10), ...Array.from({ length: many }, (): Todo => ({ at: 5000, do: 'get', key: c }))], { loads: { [a]: [gives('a', 1000)], [b]: [{ takes: 1000, fails: true }, gives('b', 10)], [c]: [gives('c', 0)] } });
  const events = await play('perform', plan);

  for (const [key, value] of [[a, 'a'], [c, 'c']] as const) {
    const made = loadsOf(events, key).length;
    judge(made === 1, {
      did: `${many} goroutines wanted “${key}” at the same time. It was loaded ${made} times.`,
      expected: 'Once: who wants a key that is being loaded waits for that load.',
      help: 'Keep the loads that are going on, by key. Looking whether there is one and starting one have to be one step.',
      lesson: 'channels',
    });
    for (const call of calls(events, plan)) if (call.step.do === 'get' && call.step.key === key) judgeCall(call, { value, help: 'Everybody who waits gets the value: close a channel, or answer each of them.', because: `${many} goroutines wanted it at the same time.` });
  }
  for (const call of calls(events, plan)) {
    if (call.step.do !== 'get' || call.step.key !== b) continue;
    judgeCall(call, { threw: `the source's error for ${b}`, help: 'Everybody who waits gets the error, and nothing is kept.', because: `${many} goroutines waited for a load that failed.` });
  }
});

test('context', async () => {
  const [a = '', b = '', c = '', d = '', e = ''] = keys(5);
  const error = (how: 'within' | 'cancelAfter'): string => (how === 'within' ? 'context.DeadlineExceeded' : 'context.Canceled');
  const how = random.pick(['within', 'cancelAfter'] as const);
  const plan = script([
    { at: 0, do: 'get', key: a, [how]: 1000 }, { at: 100, do: 'get', key: a }, { at: 200, do: 'get', key: a, [how]: 1500 },
    { at: 10, do: 'get', key: b, [how]: 1000 }, { at: 210, do: 'get', key: b, [how]: 1000 }, { at: 1400, do: 'get', key: b }, { at: 4000, do: 'get', key: b },
    { at: 20, do: 'set', key: c, value: 'never', [how]: 1000 }, { at: 5000, do: 'get', key: c },
    { at: 6000, do: 'set', key: d, value: 'd' }, { at: 7000, do: 'get', key: d, cancelAfter: 0 }, { at: 7010, do: 'get', key: 'other', cancelAfter: 0 }, { at: 7020, do: 'set', key: d, value: 'x', cancelAfter: 0 },
    { at: 7030, do: 'size', cancelAfter: 0 }, { at: 7040, do: 'forget', key: d, cancelAfter: 0 }, { at: 7050, do: 'getMany', keys: [d], cancelAfter: 0 }, { at: 7060, do: 'setMany', entries: [{ key: d, value: 'x' }], cancelAfter: 0 },
    { at: 7070, do: 'getMany', keys: [], cancelAfter: 0 }, { at: 7080, do: 'setMany', entries: [], cancelAfter: 0 }, { at: 7100, do: 'get', key: d },
  ], { loads: { [a]: [gives('a', 3000)], [b]: [{ ...gives('b', 3000), lingers: 500 }, gives('b again', 100)], [c]: [gives('old', 10)] }, saves: { [c]: [{ takes: 3000 }], [d]: [{ takes: 0 }] } });
  const events = await play('perform', plan);
  const busy = script([{ at: 0, do: 'get', key: a, [how]: 2000 }, { at: 100, do: 'get', key: e, [how]: 1000 }, { at: 150, do: 'set', key: d, value: 'd', [how]: 1000 }, { at: 4000, do: 'get', key: e }], { settings: { concurrency: 1 }, loads: { [a]: [gives('a', 3000)], [e]: [gives('e', 100)] }, saves: { [d]: [{ takes: 10 }] } });
  const crowded = await play('perform', busy);

  judgeGivenUp(callAt(events, plan, 0), 1000, error(how), 'A load took 3 s.');
  judgeGivenUp(callAt(events, plan, 200), 1700, error(how), 'A load took 3 s.');
  judgeCall(callAt(events, plan, 100), { value: 'a', help: 'A load belongs to all who wait for it. Make its context from the cache\'s own, not from that of the first caller.', lesson: 'context', because: 'The one who had caused the load gave up; another still waited.' });
  const cancelled = over(events, 'load over', b);
  judge(cancelled?.how === 'cancelled' && cancelled.at >= 1190 && cancelled.at <= 1240, {
    did: `Two goroutines waited for a load of 3 s, and gave up at 1.01 s and 1.21 s. The load was ${cancelled === undefined ? 'never over' : `${cancelled.how} at ${seconds(cancelled.at)}`}.`,
    expected: 'When the last one has given up, the load\'s context is cancelled.',
    help: 'Count who waits for a load. The one who makes it zero cancels.',
    lesson: 'context',
  });
  judgeCall(callAt(events, plan, 1400), { value: 'b again', help: 'A load that has been cancelled may need a moment to end. Nobody may join it any more: take it out of the list when you cancel it.', because: 'The load before had been given up at 1.21 s, and ended at 1.71 s.' });
  judgeCall(callAt(events, plan, 4000), { value: 'b again', help: 'Once the last one has given up, a load is no longer one that others could join.', because: 'The load before had been given up.' });
  judgeGivenUp(callAt(events, plan, 20), 1020, error(how), 'A save took 3 s.');
  judgeCall(callAt(events, plan, 5000), { value: 'old', help: 'Keep a value when it has been saved, not before.', because: 'A `set` had been given up.' });
  for (const at of [7000, 7010, 7020, 7030, 7040, 7050, 7060, 7070, 7080]) judgeCall(callAt(events, plan, at), { threw: 'context.Canceled', help: 'Ask for `ctx.err()` first, also when the answer is at hand.', lesson: 'context', because: 'The context had ended before the call.' });
  judge(!events.some((event) => event.at >= 7000 && (event.what === 'load' || event.what === 'save')), {
    did: 'Some methods were called with a context that had ended, and the source was asked for something.',
    expected: 'They throw, and nothing has begun.',
    help: 'Ask for `ctx.err()` first.',
    lesson: 'context',
  });
  judgeCall(callAt(events, plan, 7100), { value: 'd', help: 'A call whose context has ended changes nothing.', because: 'Calls with ended contexts had tried to set and to forget it.' });
  judgeGivenUp(callAt(crowded, busy, 100), 1100, error(how), 'With `concurrency: 1`, another load was going on.');
  judgeGivenUp(callAt(crowded, busy, 150), 1150, error(how), 'With `concurrency: 1`, a load was going on.');
  judge(loadsOf(crowded, e).every((event) => event.at >= 4000) && !crowded.some(({ what }) => what === 'save'), {
    did: 'A `get` and a `set` gave up while they waited for their turn. Their load or save was made all the same.',
    expected: 'What nobody waits for any more does not begin.',
    help: 'Waiting for a turn ends with the context, too.',
    lesson: 'context',
  });
  judgeCall(callAt(crowded, busy, 4000), { value: 'e', help: 'Who gives up leaves no place taken, whether its load had begun or not.', because: 'Calls had given up before, one of them while its load was going on.' });
});

test('concurrency', async () => {
  const concurrency = random.integer(2, 3);
  const list = keys(9);
  const plan = script([...list.slice(0, 4).map((key): Todo => ({ at: 0, do: 'get', key })), ...list.slice(4, 6).map((key): Todo => ({ at: 0, do: 'set', key, value: key })), { at: 0, do: 'getMany', keys: list.slice(6) }], {
    settings: { concurrency }, loads: Object.fromEntries(list.map((key) => [key, [gives(key, 1000)]])), saves: Object.fromEntries(list.map((key) => [key, [{ takes: 1000 }]])),
  });
  const events = await play('perform', plan);
  let now = 0;
  let most = 0;
  for (const { what } of events) {
    if (what === 'load' || what === 'save') most = Math.max(most, ++now);
    if (what === 'load over' || what === 'save over') now -= 1;
  }
  const last = Math.max(...calls(events, plan).filter(({ step }) => step.id > 0).map(({ at }) => at));
  const due = Math.ceil(9 / concurrency) * 1000;
  judge(most === concurrency && last <= due + 50, {
    did: `With \`concurrency: ${concurrency}\`, nine keys, one second each, were loaded and saved: up to ${most} calls of the source were going on at the same time, and the last answer came at ${seconds(last)}.`,
    expected: `${concurrency} at the same time, loads and saves together, from whatever method; all is over at ${seconds(due)}.`,
    help: 'One semaphore for everything that calls the source.',
    lesson: 'worker-pools',
  });
});

test('fresh', async () => {
  const [a = '', b = '', c = ''] = keys(3);
  const plan = script([
    { at: 0, do: 'get', key: a }, { at: 500, do: 'set', key: a, value: 'newer' }, { at: 3000, do: 'get', key: a },
    { at: 10, do: 'get', key: b }, { at: 510, do: 'forget', key: b }, { at: 3010, do: 'get', key: b },
    { at: 20, do: 'get', key: c }, { at: 520, do: 'setMany', entries: [{ key: c, value: 'newer' }] }, { at: 700, do: 'get', key: c }, { at: 3020, do: 'get', key: c },
  ], { loads: { [a]: [gives('older', 2000)], [b]: [gives('older', 2000), gives('newer', 10)], [c]: [gives('older', 2000)] } });
  const events = await play('perform', plan);

  const help = 'When a key is set or forgotten, a load of it that is going on must not be kept any more. Note that with the load.';
  judgeCall(callAt(events, plan, 3000), { value: 'newer', help, because: 'A load began at 0 s and ended at 2 s; at 0.5 s another value was set.' });
  judgeCall(callAt(events, plan, 3010), { value: 'newer', help, because: 'A load began at 0.01 s and ended at 2 s; at 0.51 s the key was forgotten.' });
  judgeCall(callAt(events, plan, 700), { value: 'newer', help: 'What is there is given, whatever is still being loaded.', because: 'A load was going on; at 0.52 s another value was set.' });
  judgeCall(callAt(events, plan, 3020), { value: 'newer', help, because: 'A load began at 0.02 s and ended at 2 s; at 0.52 s another value was set with `setMany`.' });
});

test('get-many', async () => {
  const [a = '', b = '', c = '', d = '', e = '', f = ''] = keys(6);
  const plan = script([
    { at: 0, do: 'set', key: b, value: 'b' }, { at: 100, do: 'get', key: c },
    { at: 500, do: 'getMany', keys: [d, b, a, d, 'missing', c] }, { at: 5000, do: 'get', key: a }, { at: 5500, do: 'getMany', keys: [] },
    { at: 6000, do: 'getMany', keys: [a, e, f] }, { at: 6100, do: 'get', key: f },
    { at: 9000, do: 'getMany', keys: ['slow-1', 'slow-2', a], within: 1000 },
  ], { loads: { [a]: [gives('a', 1000)], [c]: [gives('c', 1000)], [d]: [gives('d', 1000)], missing: [{ takes: 100 }], [e]: [{ takes: 500, fails: true }], [f]: [gives('f', 2000)], 'slow-1': [gives('1', 3000)], 'slow-2': [gives('2', 3000)] } });
  const events = await play('perform', plan);

  judgeCall(callAt(events, plan, 500), { value: [[d, 'd'], [b, 'b'], [a, 'a'], [c, 'c']], help: 'In the order of the keys, each once, without those the source does not have.', because: `“${b}” was there, “${c}” was being loaded, and the source has no “missing”.` });
  judge(callAt(events, plan, 500).at <= 1600, {
    did: `Two keys were missing, and each load takes 1 s. \`getMany\` took ${seconds(callAt(events, plan, 500).at - 500)}.`,
    expected: 'What is missing is loaded at the same time.',
    help: 'Start all loads first; wait for them then.',
    lesson: 'fan-out-fan-in',
  });
  for (const key of [a, c, d]) {
    const made = loadsOf(events, key).length;
    judge(made === 1, { did: `“${key}” was loaded ${made} times.`, expected: 'Once: `getMany` shares loads that are going on, also with itself, and keeps what it has loaded.', help: 'Let `getMany` go the same way as `get`.' });
  }
  judgeCall(callAt(events, plan, 5500), { value: [], help: 'No keys, no values.' });
  const failing = callAt(events, plan, 6000);
  judge(failing.threw === `the source's error for ${e}` && failing.at <= 6550, {
    did: `One of three loads failed after 0.5 s, another needed 2 s. ${asked(failing)} ${inWords(failing)} at ${seconds(failing.at)}.`,
    expected: 'It throws what the source threw, as soon as one has failed.',
    help: 'The first failure ends the waiting for all others.',
    lesson: 'context',
  });
  judgeCall(callAt(events, plan, 6100), { value: 'f', help: 'Giving a load up is not the same as ending it: somebody else may still wait.', lesson: 'context', because: '`getMany` had failed and given its loads up, one of which somebody else waited for.' });
  judgeGivenUp(callAt(events, plan, 9000), 10_000, 'context.DeadlineExceeded', 'Loads took 3 s.');
  for (const key of ['slow-1', 'slow-2']) {
    const end = over(events, 'load over', key);
    judge(end?.how === 'cancelled' && end.at <= 10_040, {
      did: `\`getMany\` gave up at 10 s, and nobody else waited. The load of “${key}” was ${end === undefined ? 'never over' : `${end.how} at ${seconds(end.at)}`}.`,
      expected: 'It is cancelled.',
      help: 'When the last one has given up, the load\'s context is cancelled.',
      lesson: 'context',
    });
  }
});

test('set-many', async () => {
  const list = keys(4);
  const [a = '', b = '', c = '', d = ''] = list;
  const both = (at: number): Todo[] => [[a, b], [b, a], [a, b]].map((pair) => ({ at, do: 'getInTurn', keys: pair }));
  const plan = script([
    { at: 0, do: 'setMany', entries: [a, b].map((key) => ({ key, value: `old ${key}` })) }, { at: 1000, do: 'setMany', entries: [a, b].map((key) => ({ key, value: `new ${key}` })) }, ...both(1100), ...both(1100),
    { at: 2000, do: 'setMany', entries: [{ key: a, value: 'x' }, { key: c, value: 'x' }, { key: d, value: 'x' }] }, { at: 8000, do: 'getMany', keys: [a, c, d] },
    { at: 9000, do: 'setMany', entries: [{ key: a, value: 'first' }, { key: b, value: 'b', ttl: 500 }, { key: a, value: 'last' }] }, { at: 9700, do: 'getMany', keys: [a, b] },
    { at: 10_000, do: 'setMany', entries: [{ key: b, value: 'y' }, { key: a, value: 'y', ttl: -1 }] }, { at: 10_100, do: 'setMany', entries: [] },
  ], { saves: { [a]: [{ takes: 100 }], [b]: [{ takes: 100 }], [c]: [{ takes: 500, fails: true }], [d]: [{ takes: 3000 }] } });
  const events = await play('perform', plan);
  const more = keys(6);
  const tight = script([{ at: 0, do: 'set', key: 'old', value: 'old' }, { at: 100, do: 'setMany', entries: more.map((key) => ({ key, value: key })) }, { at: 3000, do: 'size' }, { at: 3100, do: 'getMany', keys: more }], { settings: { capacity: 3, policy: 'fifo' }, saves: Object.fromEntries(more.map((key) => [key, [{ takes: 1000 }]])) });
  const crowded = await play('perform', tight);

  for (const call of calls(events, plan)) {
    if (call.step.do !== 'getInTurn') continue;
    const ages = (call.value as readonly string[] | undefined)?.map((value) => value.split(' ')[0]).join(' then ');
    judge(['old then old', 'old then new', 'new then new'].includes(ages ?? ''), {
      did: `“${a}” and “${b}” were set in one \`setMany\`, while others read both. ${asked(call)} ${inWords(call)}.`,
      expected: 'Both become new in one step: whoever has seen one new value finds the other one new, too.',
      help: 'Put all of them in without letting go of the lock, or in one turn of the owner.',
      lesson: 'channels',
    });
  }
  judgeCall(callAt(events, plan, 2000, 'setMany'), { threw: `the source's error for ${c}`, help: 'Throw what the source threw.', because: 'One of three saves failed.' });
  const end = over(events, 'save over', d);
  judge(callAt(events, plan, 2000, 'setMany').at <= 2550 && end?.how === 'cancelled', {
    did: `One of three saves failed after 0.5 s, another needed 3 s. \`setMany\` came back at ${seconds(callAt(events, plan, 2000, 'setMany').at)}; the slow save was ${end === undefined ? 'never over' : `${end.how} at ${seconds(end.at)}`}.`,
    expected: 'The first failure cancels the other saves.',
    help: 'Give all saves of a `setMany` one context, and cancel it when one of them fails.',
    lesson: 'context',
  });
  judgeCall(callAt(events, plan, 8000), { value: [[a, `new ${a}`]], help: 'Keep the values when all of them have been saved, not one by one.', because: 'A `setMany` of all three had failed.' });
  judgeCall(callAt(events, plan, 9700), { value: [[a, 'last']], help: 'Of two entries with the same key the last one counts; each has its own ttl.', because: `“${a}” was set twice in one \`setMany\`, “${b}” for 0.5 s.` });
  judgeCall(callAt(events, plan, 10_000), { threw: 'RangeError', help: 'Check all ttls before anything is done.' });
  judgeCall(callAt(events, plan, 10_100), { value: undefined, help: 'No entries, nothing to do.' });
  judge(callAt(crowded, tight, 100).at <= 1200, {
    did: `Six saves take 1 s each. \`setMany\` took ${seconds(callAt(crowded, tight, 100).at - 100)}.`,
    expected: 'They are made at the same time.',
    help: 'Start all saves first; wait for them then.',
    lesson: 'fan-out-fan-in',
  });
  judgeCall(callAt(crowded, tight, 3000), { value: 3, help: 'The capacity holds for batches, too.' });
  judgeCall(callAt(crowded, tight, 3100), { value: more.slice(3).map((key) => [key, key]), help: 'When there are more than fit, the last ones are kept: put them in, in their order.', because: 'Six entries were set at once, and three fit.' });
  judge(removals(crowded).every(({ why }) => why === 'evicted'), { did: 'Entries without a ttl were said to have expired.', expected: 'They were evicted.', help: 'Tell why an entry goes where it goes.' });
});

test('close', async () => {
  const [a = '', b = '', c = '', d = ''] = keys(4);
  const plan = script([
    { at: 0, do: 'set', key: d, value: 'd', ttl: 5000 }, { at: 10, do: 'get', key: a }, { at: 20, do: 'set', key: b, value: 'b' }, { at: 30, do: 'getMany', keys: [c, d] }, { at: 40, do: 'setMany', entries: [{ key: c, value: 'c' }] },
    { at: 1000, do: 'close' }, { at: 1010, do: 'close' }, { at: 2000, do: 'get', key: d }, { at: 2010, do: 'set', key: d, value: 'x' }, { at: 2020, do: 'size' }, { at: 2030, do: 'forget', key: d }, { at: 2040, do: 'getMany', keys: [d] }, { at: 2050, do: 'setMany', entries: [] }, { at: 3000, do: 'close' },
  ], { settings: { sweepEvery: 500 }, loads: { [a]: [gives('a', 60_000)], [c]: [gives('c', 60_000)] }, saves: { [b]: [{ takes: 60_000 }], [c]: [{ takes: 60_000 }] }, until: 30_000 });
  const events = await play('perform', plan);

  for (const call of calls(events, plan)) {
    if (call.step.id < 0 || call.step.do === 'close' || call.step.at === 0) continue;
    judge(call.threw === 'CacheClosedError' && call.at <= Math.max(1050, call.step.at + 50), {
      did: `\`close\` was called at 1 s. ${asked(call)} ${inWords(call)}${call.at === Infinity ? '' : ` at ${seconds(call.at)}`}.`,
      expected: 'It throws a `CacheClosedError`, at once.',
      help: 'Everything that waits has to hear of the closing: a channel or a context that ends then.',
      lesson: 'context',
    });
  }
  for (const call of calls(events, plan)) {
    if (call.step.do !== 'close') continue;
    judge(call.threw === undefined && (call.step.id < 0 || call.at <= call.step.at + 50), {
      did: `${asked(call)} ${inWords(call)} at ${seconds(call.at)}.`,
      expected: 'It returns as soon as everything has ended, however often it is called.',
      help: 'Cancel what is going on, wait for the goroutines, and let every call wait for the same thing.',
      lesson: 'wait-groups',
    });
  }
  const going = events.find((event) => (event.what === 'load over' || event.what === 'save over') && event.at > 1050);
  judge(going === undefined, {
    did: `\`close\` was called at 1 s. A ${going?.what === 'load over' ? 'load' : 'save'} went on until ${seconds(going?.at ?? 0)}.`,
    expected: 'Loads and saves that are going on are cancelled.',
    help: 'Make the contexts of loads from one that ends with the cache; saves have to hear of it, too.',
    lesson: 'context',
  });
  const late = removals(events).find(({ at }) => at > 1050);
  judge(late === undefined, {
    did: `\`close\` was called at 1 s. At ${seconds(late?.at ?? 0)}, \`onRemove\` was told that “${late?.key}” had expired.`,
    expected: 'After `close` nothing of the cache goes on.',
    help: 'The goroutine that looks for expired entries ends with the cache; stop its ticker.',
    lesson: 'context',
  });
});
