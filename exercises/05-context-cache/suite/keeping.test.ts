import { judge, random, scenario } from 'concurrency-tutor/suite';
import { test } from 'vitest';
import { callAt, calls, gives, judgeCall, keys, loadsOf, removals, script, seconds, settings, type Todo } from './plans.ts';
import type { Policy } from '../starter/cache.ts';
import type { Script } from './scenarios.ts';
import type * as scenarios from './scenarios.ts';

const play = scenario<typeof scenarios>();

test('basics', async () => {
  const [a = '', b = '', c = ''] = keys(3);
  const plan = script([
    { at: 0, do: 'get', key: a }, { at: 1000, do: 'get', key: a }, { at: 2000, do: 'set', key: a, value: 'new' }, { at: 3000, do: 'get', key: a }, { at: 3500, do: 'size' },
    { at: 4000, do: 'forget', key: a }, { at: 5000, do: 'get', key: a }, { at: 6000, do: 'get', key: b }, { at: 7000, do: 'get', key: b }, { at: 8000, do: 'get', key: c }, { at: 9000, do: 'get', key: c },
  ], { loads: { [a]: [gives('first'), gives('second')], [c]: [{ takes: 50, fails: true }, gives('better')] } });
  const events = await play('perform', plan);
  const bad = random.shuffle([{ capacity: 0 }, { capacity: 1.5 }, { concurrency: 0 }, { concurrency: -1 }, { sweepEvery: 0 }, { sweepEvery: Number.NaN }, { sweepEvery: Infinity }]);
  const answers = await play('makeCaches', [...bad, {}, { capacity: 1, concurrency: 1 }].map((one) => settings(one)));

  const help = 'Follow one key: is it there, is it loaded, is it kept?';
  judgeCall(callAt(events, plan, 0), { value: 'first', help, because: 'The source has “first”.' });
  judgeCall(callAt(events, plan, 1000), { value: 'first', help, because: 'It had just been loaded.' });
  judgeCall(callAt(events, plan, 3000), { value: 'new', help, because: 'It had just been set.' });
  judgeCall(callAt(events, plan, 3500), { value: 1, help });
  judgeCall(callAt(events, plan, 5000), { value: 'second', help: 'A key that was forgotten is loaded again.', because: 'It had just been forgotten.' });
  judgeCall(callAt(events, plan, 7000), { value: undefined, help, because: 'The source has no such key.' });
  judgeCall(callAt(events, plan, 8000), { threw: `the source's error for ${c}`, help: 'Hand on what the source throws, as it is.', because: 'The source threw.' });
  judgeCall(callAt(events, plan, 9000), { value: 'better', help: 'A failure is not kept: the next caller tries again.', because: 'The load before had failed.' });
  for (const [key, expected, why] of [[a, 2, 'it is loaded once, and once more after it was forgotten'], [b, 2, 'that the source has none is not kept'], [c, 2, 'a failure is not kept']] as const) {
    const made = loadsOf(events, key).length || (key === b ? events.filter((event) => event.what === 'load' && event.key === b).length : 0);
    judge(made === expected, { did: `“${key}” was loaded ${made} times.`, expected: `${expected} times: ${why}.`, help });
  }
  judge(events.filter(({ what }) => what === 'save').length === 1, {
    did: `One \`set\` called \`save\` ${events.filter(({ what }) => what === 'save').length} times.`,
    expected: 'Once: a value is saved in the source before it is kept.',
    help: 'The cache is a copy; the source has to have the value, too.',
  });
  for (const [index, answer] of answers.entries()) {
    const isBad = index < bad.length;
    judge(answer === (isBad ? 'RangeError' : 'a cache'), {
      did: `\`new Cache({ ${Object.entries(bad[index] ?? {}).map(([key, value]) => `${key}: ${value}`).join()} … })\` gave ${answer}.`,
      expected: isBad ? 'A `RangeError`.' : 'A cache.',
      help: 'Check the settings in the constructor, before anything is started.',
    });
  }
});

test('ttl', async () => {
  const [a = '', b = '', c = '', d = ''] = keys(4);
  const ttl = random.integer(3, 8) * 1000;
  const odd: Todo[] = [0, -1, Number.NaN].map((bad, index) => ({ at: 100_000 + index * 100, do: 'set', key: 'odd', value: 'odd', ttl: bad }));
  const plan = script([
    { at: 0, do: 'set', key: a, value: 'a', ttl }, { at: ttl - 200, do: 'get', key: a }, { at: ttl + 200, do: 'get', key: a }, { at: ttl + 300, do: 'size' },
    { at: 10, do: 'set', key: b, value: 'b' }, { at: 90_000, do: 'get', key: b },
    { at: 20, do: 'get', key: c }, { at: ttl + 40, do: 'get', key: c }, { at: ttl + 600, do: 'get', key: c },
    { at: 30, do: 'set', key: d, value: 'one', ttl }, { at: ttl - 1000, do: 'set', key: d, value: 'two', ttl }, { at: ttl + 1000, do: 'get', key: d }, { at: ttl * 2 - 1400, do: 'set', key: d, value: 'three' }, { at: 80_000, do: 'get', key: d },
    ...odd,
  ], { settings: { sweepEvery: 50_000 }, loads: { [a]: [gives('from the source', 10)], [c]: [gives('c', 100, ttl), gives('c again', 10)] }, saves: { [a]: [{ takes: 0 }] } });
  const events = await play('perform', plan);

  const help = 'Keep with each entry when its time is over, and look at that whenever the entry is looked at. Do not wait for somebody who cleans up.';
  judgeCall(callAt(events, plan, ttl - 200, 'get'), { value: 'a', help, because: `It was set for ${seconds(ttl)}.` });
  judgeCall(callAt(events, plan, ttl + 200, 'get'), { value: 'from the source', help, because: `It was set for ${seconds(ttl)} at 0 s.` });
  judgeCall(callAt(events, plan, 90_000), { value: 'b', help: 'Without a ttl, an entry does not expire.', because: 'It was set without a ttl.' });
  judgeCall(callAt(events, plan, ttl + 40), { value: 'c', help: 'The time counts from the moment the value is kept, not from the call.', because: `It was loaded for ${seconds(ttl)} at 0.12 s.` });
  judgeCall(callAt(events, plan, ttl + 600), { value: 'c again', help, because: `It was loaded for ${seconds(ttl)} at 0.12 s.` });
  judgeCall(callAt(events, plan, ttl + 1000), { value: 'two', help: 'A new value has a time of its own.', because: `It was set anew for ${seconds(ttl)} at ${seconds(ttl - 1000)}.` });
  judgeCall(callAt(events, plan, 80_000), { value: 'three', help: 'A new value without a ttl does not expire, whatever the old one had.', because: 'The last value was set without a ttl.' });
  for (const { at } of odd) judgeCall(callAt(events, plan, at), { threw: 'RangeError', help: 'Check the ttl before anything is done.' });
  judge(!events.some((event) => event.what === 'save' && event.key === 'odd'), {
    did: 'A `set` with a ttl of 0 threw a RangeError, and yet the value was saved.',
    expected: 'Nothing has happened then.',
    help: 'Check the ttl first.',
  });
});

test('background', async () => {
  const sweepEvery = random.integer(1, 4) * 1000;
  const list = keys(5);
  const todo: Todo[] = list.map((key, index) => ({ at: index * 10, do: 'set', key, value: `value of ${key}`, ...(index < 4 ? { ttl: (index + 1) * 2500 } : {}) }));
  const plan = script(todo, { settings: { sweepEvery }, until: 40_000 });
  const events = await play('perform', plan);
  const { empty, full, later } = await play('countGoroutines', { settings: settings({ sweepEvery }), entries: 30 });

  for (const [index, key] of list.entries()) {
    const gone = removals(events).filter((event) => event.key === key);
    if (index === 4) {
      judge(gone.length === 0, { did: `“${key}” has no ttl, and \`onRemove\` was told that it is gone.`, expected: 'It stays.', help: 'Without a ttl, an entry does not expire.' });
      continue;
    }
    const over = index * 10 + (index + 1) * 2500;
    const [first] = gone;
    judge(first !== undefined && first.at >= over && first.at <= over + sweepEvery + 50 && first.why === 'expired' && first.value === `value of ${key}`, {
      did: `The time of “${key}” was over at ${seconds(over)}; nobody asked for it any more. \`onRemove\` was told ${first === undefined ? 'nothing' : `at ${seconds(first.at)}: ${first.why}, “${first.value}”`}.`,
      expected: `With \`sweepEvery: ${sweepEvery}\`, it is removed, as “expired”, by ${seconds(over + sweepEvery)} at the latest.`,
      help: 'A goroutine of the cache looks for expired entries at each tick of a ticker.',
      lesson: 'select',
    });
    judge(gone.length === 1, { did: `\`onRemove\` was told ${gone.length} times that “${key}” is gone.`, expected: 'Once.', help: 'Tell it where the entry is taken out.' });
  }
  judge(full - empty < 5 && later <= full, {
    did: `A cache had ${empty} goroutines in the beginning, ${full} with 30 entries that would expire, and ${later} a minute later.`,
    expected: 'The number of goroutines does not depend on the number of entries.',
    help: 'One goroutine can look after all entries; a timer or goroutine for each costs memory as long as the entry lives.',
    lesson: 'goroutines',
  });
});

test('capacity', async () => {
  const capacity = random.integer(2, 4);
  const policy = random.pick(['lru', 'lfu', 'fifo'] as const);
  const list = keys(capacity + 3);
  const [short = '', ...rest] = list;
  const fill: Todo[] = [{ at: 0, do: 'set', key: short, value: 'short', ttl: 500 }, ...rest.slice(0, capacity - 1).map((key, index): Todo => ({ at: 10 + index * 10, do: 'set', key, value: key }))];
  const used: Todo[] = Array.from({ length: 3 }, (_, index) => ({ at: 100 + index * 10, do: 'get', key: short }));
  const again: Todo[] = rest.slice(0, capacity - 1).map((key, index) => ({ at: 300 + index * 10, do: 'set', key, value: `new ${key}` }));
  const extra = rest[capacity - 1] ?? '';
  const plan = script([...fill, ...used, ...again, { at: 400, do: 'size' }, { at: 1000, do: 'set', key: extra, value: extra }, { at: 1100, do: 'size' }, ...rest.slice(0, capacity - 1).map((key, index): Todo => ({ at: 1200 + index * 10, do: 'get', key }))], { settings: { capacity, policy, sweepEvery: 60_000 } });
  const events = await play('perform', plan);
  const crowd = script(list.map((key): Todo => ({ at: 0, do: 'get', key })).concat([{ at: 1000, do: 'size' }]), { settings: { capacity, policy }, loads: Object.fromEntries(list.map((key) => [key, [gives(key, 100)]])) });
  const crowded = await play('perform', crowd);

  judge(removals(events).filter(({ at }) => at < 400).length === 0, {
    did: `${capacity} entries fit. When the values of keys that were there were set anew, \`onRemove\` was told of ${removals(events).map(({ key, why }) => `“${key}” (${why})`).join(', ')}.`,
    expected: 'A new value for a key that is there needs no room.',
    help: 'Look whether the key is there before you make room.',
  });
  judgeCall(callAt(events, plan, 400), { value: capacity, help: 'Every key counts once.' });
  const gone = removals(events).map(({ key, why }) => `“${key}” (${why})`).join(', ');
  judge(gone === `“${short}” (expired)`, {
    did: `The cache was full, and the time of “${short}” was over. Then another key was set. \`onRemove\` was told of ${gone || 'nothing'}.`,
    expected: `Only of “${short}” (expired): what has expired goes before anything else has to.`,
    help: 'Before you choose whom to evict, remove everything that has expired.',
  });
  judgeCall(callAt(events, plan, 1100), { value: capacity, help: 'What has expired makes room.' });
  for (const key of rest.slice(0, capacity - 1)) judgeCall(calls(events, plan).find(({ step }) => step.at >= 1200 && step.do === 'get' && step.key === key) ?? callAt(events, plan, 1200), { value: `new ${key}`, help: 'Nothing else had to go.' });
  const evicted = removals(crowded).filter(({ why }) => why === 'evicted').length;
  judge(evicted === list.length - capacity && callAt(crowded, crowd, 1000).value === capacity, {
    did: `${list.length} keys were loaded at the same time, and ${capacity} fit. ${evicted} were evicted, and the size is ${String(callAt(crowded, crowd, 1000).value)}.`,
    expected: `${list.length - capacity} are evicted, and ${capacity} kept.`,
    help: 'Making room and putting an entry in have to be one step.',
    lesson: 'channels',
  });
});

/** Puts keys in and uses them; then one more comes, and another. Gives the keys that had to go, in order. */
async function evictions(policy: Policy, uses: (list: readonly string[]) => Todo[], count: number): Promise<{ readonly list: readonly string[]; readonly gone: readonly string[]; readonly plan: Script }> {
  const list = keys(count + 3);
  const fill = list.slice(0, count).map((key, index): Todo => ({ at: index * 100, do: 'set', key, value: key }));
  const more = list.slice(count).map((key, index): Todo => ({ at: 10_000 + index * 100, do: 'set', key, value: key }));
  const plan = script([...fill, ...uses(list), ...more], { settings: { capacity: count, policy } });
  const events = await play('perform', plan);
  return { list, gone: removals(events).map(({ key }) => key), plan };
}

function judgeEvictions({ list, gone }: { readonly list: readonly string[]; readonly gone: readonly string[] }, expected: readonly string[], story: string, help: string): void {
  judge(gone.join() === expected.join(), {
    did: `${list.slice(0, list.length - 3).join(', ')} were set in this order. ${story} Then ${list.slice(-3).join(', ')} came. Evicted: ${gone.join(', ') || 'nothing'}.`,
    expected: `${expected.join(', ')}, in this order.`,
    help,
  });
}

test('lru', async () => {
  const result = await evictions('lru', (list) => [{ at: 2000, do: 'get', key: list[0] ?? '' }, { at: 3000, do: 'set', key: list[1] ?? '', value: 'new' }, { at: 4000, do: 'getMany', keys: [list[3] ?? ''] }], 4);
  const { list } = result;
  judgeEvictions(result, [list[2] ?? '', list[0] ?? '', list[1] ?? ''], `Later ${list[0]} was read, ${list[1]} was set anew, and ${list[3]} was read with \`getMany\`.`, 'Every `get` that finds an entry and every `set` is a use. The one whose last use is longest ago goes.');
});

test('fifo', async () => {
  const result = await evictions('fifo', (list) => [{ at: 2000, do: 'get', key: list[0] ?? '' }, { at: 3000, do: 'set', key: list[1] ?? '', value: 'new' }, { at: 3500, do: 'get', key: list[0] ?? '' }], 4);
  const { list } = result;
  judgeEvictions(result, [list[0] ?? '', list[1] ?? '', list[2] ?? ''], `Later ${list[0]} was read, and ${list[1]} was set anew.`, 'Only when a key came counts, not how it was used; a new value does not change its place.');
});

test('lfu', async () => {
  const result = await evictions('lfu', (list) => [
    ...[2000, 2100, 2200].map((at): Todo => ({ at, do: 'get', key: list[0] ?? '' })), { at: 3000, do: 'set', key: list[1] ?? '', value: 'new' }, { at: 3100, do: 'get', key: list[2] ?? '' }, { at: 3200, do: 'get', key: list[1] ?? '' }, { at: 3300, do: 'get', key: list[3] ?? '' },
    // The newcomers are used as well, or each would be the next to go.
    { at: 10_010, do: 'get', key: list[4] ?? '' }, { at: 10_020, do: 'get', key: list[4] ?? '' }, { at: 10_110, do: 'get', key: list[5] ?? '' }, { at: 10_120, do: 'get', key: list[5] ?? '' },
  ], 4);
  const { list } = result;
  judgeEvictions(result, [list[2] ?? '', list[3] ?? '', list[1] ?? ''], `Uses before that: ${list[0]} 4, ${list[1]} 3, ${list[2]} 2 (at 3.1 s), ${list[3]} 2 (at 3.3 s). The newcomers were read twice each.`, 'Setting is a use, too, also the first time. The fewest uses go; among equals, the one whose last use is longest ago. A key that comes back starts anew.');
});

