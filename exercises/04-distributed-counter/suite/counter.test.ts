import { judge, random, scenario } from 'concurrency-tutor/suite';
import { test } from 'vitest';
import type { Event } from './log.ts';
import { calls, entries, idle, isOneAfterTheOther, sum, type Call } from './oracle.ts';
import type { Script, Step } from './scenarios.ts';
import type * as scenarios from './scenarios.ts';

const play = scenario<typeof scenarios>();

type Todo = Step extends infer S ? (S extends Step ? Omit<S, 'id'> : never) : never;

function script(counters: number, todo: readonly Todo[], journal: Script['journal'] = []): Script {
  const sorted = [...todo].sort((a, b) => a.at - b.at);
  return { counters, journal, steps: sorted.map((one, index) => ({ ...one, id: index + 1 }) as Step) };
}

/** Changes that can be told apart, some of them negative. */
function deltas(count: number): number[] {
  return random.shuffle([3, -5, 10, 21, -40, 77, 150, -301, 600, 1203, -2400, 4807, 9600, -19_201, 38_400, 76_807]).slice(0, count);
}

function adds(at: number, list: readonly number[]): Todo[] {
  return list.map((delta) => ({ at, do: 'add', delta }));
}

function takes(list: readonly number[], time: (index: number) => number): Script['journal'] {
  return list.map((delta, index) => ({ delta, takes: time(index) }));
}

function seconds(milliseconds: number): string {
  return `${milliseconds / 1000} s`;
}

function judgeLast(events: readonly Event[], plan: Script, when: string): void {
  const all = calls(events, plan);
  const expected = all.reduce((total, call) => total + (call.step.do === 'add' && call.threw === undefined ? call.step.delta : 0), 0);
  const closed = all.find(({ step }) => step.id === -1);
  const last = all.find(({ step }) => step.id === -2);
  judge(closed?.value === expected && last?.value === expected, {
    did: `${when} The changes that counted make ${expected}. \`close\` gave ${String(closed?.threw ?? closed?.value)}, and \`read\` after it ${String(last?.threw ?? last?.value)}.`,
    expected: 'Both give the last count.',
    help: 'Follow one change from `add` to the share it is added to. Is every change added once?',
    lesson: 'channels',
  });
}

test('start-stop', async () => {
  const list = deltas(4);
  const plan = script(random.integer(1, 3), [...list.map((delta, index): Todo => ({ at: index * 1000, do: 'add', delta })), { at: 10_000, do: 'read' }]);
  const events = await play('perform', plan);
  const counts = random.shuffle([0, -1, 1.5, Number.NaN]);
  const answers = await play('makeCounters', [...counts, 1, 3]);
  const counters = random.integer(2, 4);
  const changes = 20;
  const { idle: atRest, busy } = await play('countGoroutines', { counters, changes });

  const read = calls(events, plan).find(({ step }) => step.do === 'read');
  judge(read?.value === sum(list), {
    did: `${list.join(', ')} were added, one after the other. \`read\` gave ${String(read?.threw ?? read?.value)}.`,
    expected: `${sum(list)}.`,
    help: 'Follow one change from `add` to the share it is added to.',
    lesson: 'channels',
  });
  judgeLast(events, plan, '');
  for (const { count, answer } of answers) {
    const expected = count >= 1 && Number.isInteger(count) ? 'a counter' : 'RangeError';
    judge(answer === expected, {
      did: `\`new DistributedCounter({ counters: ${count} })\` gave ${answer}.`,
      expected: expected === 'RangeError' ? 'A number that is not a whole number of at least 1 is refused with a `RangeError`.' : 'A counter.',
      help: 'Check the number in the constructor, before anything is started.',
    });
  }
  judge(atRest >= counters, {
    did: `A counter with \`counters: ${counters}\` started ${atRest} goroutines.`,
    expected: 'The constructor starts the counter goroutines.',
    help: 'Each counter goroutine waits for changes until the counter is closed.',
    lesson: 'goroutines',
  });
  judge(busy - atRest < changes / 2, {
    did: `A counter with \`counters: ${counters}\` had ${atRest} goroutines at rest, and ${busy} while ${changes} changes were on their way.`,
    expected: 'The number of goroutines does not depend on the number of changes.',
    help: 'A change that waits needs a place in a queue, or waits in its sender, not in a goroutine of its own.',
    lesson: 'worker-pools',
  });
});

test('spread', async () => {
  const counters = random.integer(2, 4);
  const list = deltas(counters * 3);
  const plan = script(counters, adds(0, list), takes(list, () => 1000));
  const events = await play('perform', plan);

  const all = entries(events);
  const used = new Set(all.map(({ counter }) => counter));
  judge([...used].every((number) => Number.isInteger(number) && number >= 0 && number < counters) && all.length === list.length, {
    did: `With \`counters: ${counters}\` and ${list.length} changes, the journal was called ${all.length} times, for the counter goroutines ${[...used].sort().join(', ')}.`,
    expected: `Each change is written down once, by one of the goroutines 0 to ${counters - 1}.`,
    help: 'Give each counter goroutine its number when you start it.',
    lesson: 'goroutines',
  });
  judge(used.size === counters, {
    did: `With \`counters: ${counters}\` and ${list.length} changes at once, only the counter ${used.size === 1 ? 'goroutine' : 'goroutines'} ${[...used].sort().join(', ')} did anything.`,
    expected: 'Every one of them takes part when there is enough to do.',
    help: 'Which goroutines can the dispatcher hand a change to?',
    lesson: 'fan-out-fan-in',
  });
  const clash = all.find((one) => all.some((other) => other !== one && other.counter === one.counter && other.from > one.from && other.from < one.to));
  judge(clash === undefined, {
    did: `Counter goroutine ${clash?.counter} began to write down another change while it was writing down ${clash?.delta}.`,
    expected: 'A counter goroutine handles one change after the other.',
    help: 'Wait for the journal before you take the next change.',
    lesson: 'goroutines',
  });
  judgeLast(events, plan, `${list.length} changes came at once.`);
});

test('dispatch', async () => {
  const counters = random.integer(2, 3);
  const list = deltas(counters * 4);
  const plan = script(counters, [...adds(0, list.slice(0, counters * 3)), ...adds(2500, list.slice(counters * 3))], takes(list, (index) => (index === 0 ? 20_000 : 1000 + (index % 3) * 500)));
  const events = await play('perform', plan);

  const found = idle(events, plan);
  judge(found === undefined, {
    did: `From ${seconds(found?.from ?? 0)} to ${seconds(found?.to ?? 0)}, ${found?.waiting} ${found?.waiting === 1 ? 'change' : 'changes'} waited, while only ${found?.busy} of ${counters} counter goroutines did anything. One change took very long.`,
    expected: 'A change goes to whichever counter goroutine is free; none waits behind a busy one.',
    help: 'Hand changes out when a goroutine is free, not in turn: an unbuffered channel that they all receive from does it, or a list of those who are free.',
    lesson: 'worker-pools',
  });
  judgeLast(events, plan, '');
});

test('acknowledged', async () => {
  const counters = random.integer(2, 4);
  const list = deltas(8);
  const quick = script(counters, adds(0, list));
  const slow = script(counters, adds(0, list.slice(0, 4)), takes(list, () => 2000));
  const atOnce = await play('perform', quick);
  const events = await play('perform', slow);

  judgeLast(atOnce, quick, `${list.length} goroutines added at the same time.`);
  for (const call of calls(events, slow)) {
    if (call.step.do !== 'add') continue;
    const { delta } = call.step;
    const entry = entries(events).find((one) => one.delta === delta);
    judge(entry !== undefined && call.answered > entry.to && call.answeredAt <= entry.toAt + 30, {
      did: `\`add(${delta})\` returned at ${seconds(call.answeredAt)}; the change had been written down at ${entry === undefined || entry.toAt === Infinity ? 'no time' : seconds(entry.toAt)}.`,
      expected: '`add` returns when the change has been written down and counts, at once.',
      help: 'Let the counter goroutine tell the one who asked, on a channel that came with the change.',
      lesson: 'channels',
    });
  }
});

test('read', async () => {
  const counters = random.integer(2, 3);
  const list = deltas(5);
  const reads: Todo[] = Array.from({ length: 4 }, () => ({ at: 0, do: 'read' }));
  const plan = script(counters, random.shuffle([...adds(0, list), ...reads]));
  const delayed = script(counters, [...adds(0, list.slice(0, 3)), { at: 500, do: 'read' }, ...adds(600, list.slice(3)), { at: 1100, do: 'read' }, { at: 1600, do: 'read' }], takes(list, (index) => 1000 + index * 250));

  const events = await play('perform', plan);
  const later = await play('perform', delayed);
  for (const [history, of] of [[events, plan], [later, delayed]] as const) {
    const all = calls(history, of);
    const read = all.filter(({ step }) => step.do === 'read' && step.id > 0);
    judge(isOneAfterTheOther(all), {
      did: `While ${list.join(', ')} were added by several goroutines, \`read\` gave ${read.map(({ threw, value }) => String(threw ?? value)).join(', ')}. ${puzzle(all)}`,
      expected: 'Each `read` gives what the count was at one moment: with every change whose `add` had returned, with none that was asked for later, and fitting the other answers.',
      help: 'If the shares are asked for one after the other, changes may slip in between. No change may begin to count while they are gathered.',
      lesson: 'channels',
    });
  }
});

function puzzle(all: readonly Call[]): string {
  const changes = all.filter(({ step, threw }) => step.do === 'add' && threw === undefined);
  for (const { step, asked, answered, value } of all) {
    if (step.do !== 'read' || typeof value !== 'number') continue;
    const before = changes.filter((one) => one.answered < asked).map(deltaOf);
    const during = changes.filter((one) => one.answered > asked && one.asked < answered).map(deltaOf);
    if (!sums(during).has(value - sum(before))) return `When ${value} was asked for, ${before.length === 0 ? 'no change had' : `${before.join(', ')} had`} been made; ${during.length === 0 ? 'none was' : `${during.join(', ')} were`} under way.`;
  }
  return 'No order of the calls makes all these answers true.';
}

function deltaOf({ step }: Call): number {
  return step.do === 'add' ? step.delta : 0;
}

function sums(list: readonly number[]): ReadonlySet<number> {
  return list.reduce((all, delta) => new Set([...all, ...[...all].map((one) => one + delta)]), new Set([0]));
}

test('shares', async () => {
  const counters = random.integer(2, 4);
  const list = deltas(8);
  const plan = script(counters, [...adds(0, list), { at: 60_000, do: 'shares' }], takes(list, (index) => 500 + (index % 4) * 300));
  const atOnce = script(counters, random.shuffle([...adds(0, list.slice(0, 5)), { at: 0, do: 'shares' } as const, { at: 0, do: 'shares' } as const, { at: 0, do: 'read' } as const]));
  const events = await play('perform', plan);
  const mixed = await play('perform', atOnce);

  const shares = calls(events, plan).find(({ step }) => step.do === 'shares')?.value;
  const expected = Array.from({ length: counters }, (_, number) => sum(entries(events).filter(({ counter }) => counter === number).map(({ delta }) => delta)));
  judge(Array.isArray(shares) && shares.join() === expected.join(), {
    did: `The counter goroutines 0 to ${counters - 1} had written down changes of ${expected.join(', ')} in all. \`shares\` gave ${Array.isArray(shares) ? shares.join(', ') : String(shares)}.`,
    expected: 'The share of each counter goroutine is the sum of the changes it has written down.',
    help: 'Each counter goroutine adds to its own share, and to no other.',
    lesson: 'channels',
  });
  judge(isOneAfterTheOther(calls(mixed, atOnce)), {
    did: `While several goroutines added, \`shares\` and \`read\` gave ${calls(mixed, atOnce).filter(({ step }) => step.do !== 'add' && step.id > 0).map(({ value }) => (Array.isArray(value) ? `[${value.join(', ')}]` : String(value))).join(' and ')}. No order of the calls makes that true.`,
    expected: 'All shares are of the same moment.',
    help: 'No change may begin to count while the shares are gathered.',
    lesson: 'channels',
  });
});

test('read-does-not-queue', async () => {
  const counters = 2;
  const list = deltas(12);
  const plan = script(counters, [...adds(0, list), { at: 500, do: 'read' }, { at: 700, do: 'read' }], takes(list, () => 1000));
  const events = await play('perform', plan);

  for (const { askedAt, answeredAt } of calls(events, plan).filter(({ step }) => step.do === 'read' && step.id > 0)) {
    judge(answeredAt <= 1050, {
      did: `12 changes waited for ${counters} counter goroutines, one second each. A \`read\` at ${seconds(askedAt)} was answered at ${seconds(answeredAt)}.`,
      expected: 'At 1 s at the latest: a `read` may wait for the changes that are being written down just now, but not for those that wait.',
      help: 'Do not let the question queue behind the changes.',
      lesson: 'select',
    });
  }
});

test('failures', async () => {
  const counters = random.integer(1, 2);
  const list = deltas(8);
  const bad = list.slice(0, 4);
  const journal = list.map((delta) => ({ delta, takes: 100, ...(bad.includes(delta) ? { fails: true as const } : {}) }));
  const odd: Todo[] = [0.5, Number.NaN, 2 ** 53].map((delta) => ({ at: 0, do: 'add', delta }));
  const plan = script(counters, [...adds(0, random.shuffle(list)), ...odd, { at: 5000, do: 'read' }], journal);
  const events = await play('perform', plan);

  for (const { step, threw, value } of calls(events, plan)) {
    if (step.do !== 'add') continue;
    const isOdd = !Number.isSafeInteger(step.delta);
    const expected = isOdd ? 'RangeError' : bad.includes(step.delta) ? `the journal's error for ${step.delta}` : undefined;
    judge(threw === expected, {
      did: `${isOdd ? `\`add(${step.delta})\` was called` : expected === undefined ? `The change ${step.delta} was written down` : `The journal threw for the change ${step.delta}`}. \`add\` ${threw === undefined ? `returned ${value === undefined ? '' : String(value)}` : `threw ${threw}`}.`,
      expected: expected === undefined ? 'It returns.' : isOdd ? 'It throws a RangeError: only safe integers can be added up for ever.' : 'It throws what the journal threw.',
      help: 'Catch what the journal throws, around the one change, and bring it to the goroutine that asked.',
      lesson: 'channels',
    });
    judge(!isOdd || !events.some((event) => event.what === 'journal' && Object.is(event.delta, step.delta)), {
      did: `\`add(${step.delta})\` threw, and yet ${step.delta} was given to the journal.`,
      expected: 'Nothing has happened then.',
      help: 'Check the number first.',
    });
  }
  const read = calls(events, plan).find(({ step }) => step.do === 'read');
  judge(read?.value === sum(list.slice(4)), {
    did: `${list.slice(4).join(', ')} were written down, ${bad.join(', ')} were not. \`read\` gave ${String(read?.threw ?? read?.value)}.`,
    expected: `${sum(list.slice(4))}: a change that could not be written down does not count.`,
    help: 'Add to the share after the journal has come back, not before.',
  });
  judgeLast(events, plan, 'Some changes failed.');
});

test('close', async () => {
  const counters = random.integer(1, 3);
  const list = deltas(9);
  const before = list.slice(0, 6);
  const plan = script(counters, [...adds(0, before), { at: 500, do: 'close' }, { at: 700, do: 'close' }, { at: 1200, do: 'add', delta: list[6] ?? 1 }, { at: 1300, do: 'read' }, { at: 60_000, do: 'add', delta: list[7] ?? 1 }, { at: 60_000, do: 'shares' }, { at: 60_500, do: 'close' }], takes(list, () => 1000));
  const race = script(counters, random.shuffle([...adds(0, before), { at: 0, do: 'close' } as const, { at: 0, do: 'close' } as const]));
  const events = await play('perform', plan);
  const atOnce = await play('perform', race);

  for (const { step, threw } of calls(events, plan)) {
    if (step.do !== 'add') continue;
    const isLate = !before.includes(step.delta);
    judge(threw === (isLate ? 'CounterClosedError' : undefined), {
      did: `\`close\` was called at 0.5 s. \`add(${step.delta})\`, called at ${seconds(step.at)}, ${threw === undefined ? 'returned' : `threw ${threw}`}.`,
      expected: isLate ? 'It throws a `CounterClosedError`.' : 'What was asked for before is finished.',
      help: isLate ? 'Decide about closing where the changes are taken in.' : 'The counter goroutines may end when no change is left.',
      lesson: 'channels',
    });
  }
  const due = Math.ceil(before.length / counters) * 1000;
  for (const { step, threw, value, answeredAt } of calls(events, plan)) {
    if (step.do !== 'close' || step.id < 0) continue;
    judge(threw === undefined && value === sum(before) && answeredAt >= Math.min(due, step.at + due) - 50 && answeredAt <= Math.max(due, step.at) + 50, {
      did: `\`close\` was called at ${seconds(step.at)}, with changes to be finished at ${seconds(due)}. It ${threw === undefined ? `gave ${String(value)}` : `threw ${threw}`} at ${seconds(answeredAt)}.`,
      expected: `Every call gives the last count, ${sum(before)}, when all changes have been finished.`,
      help: 'Let one thing tell that all is over, such as a channel that is closed then, and let every call wait for it.',
      lesson: 'channels',
    });
  }
  judgeLast(events, plan, 'The counter was closed while changes waited.');
  for (const { step, threw } of calls(atOnce, race)) {
    judge(threw === undefined || (step.do === 'add' && threw === 'CounterClosedError'), {
      did: `\`add\` and \`close\` were called at the same time. ${step.do === 'add' ? `\`add(${step.delta})\`` : `\`${step.do}\``} threw ${threw}.`,
      expected: '`add` returns, or throws a `CounterClosedError`; `close` may be called more than once.',
      help: 'A channel can be closed once only, and nobody may send on it then. Which call closes it?',
      lesson: 'channels',
    });
  }
  judgeLast(atOnce, race, '`add` and `close` were called at the same time.');
});

test('no-locks', async () => {
  const used = await play('watchLocks', { of: 'a distributed counter', changes: 5 });
  judge(used.length === 0, {
    did: `While five changes were made and the count was read, a lock was taken: \`${used[0]}\` was called.`,
    expected: 'The distributed counter takes no lock.',
    help: 'Let each number belong to one goroutine, and let the others send it messages.',
    lesson: 'channels',
  });
});
