import { judge, random, scenario } from 'concurrency-tutor/suite';
import { test } from 'vitest';
import type { AdaptiveOptions, Policy } from '../starter/limiter.ts';
import type * as scenarios from './scenarios.ts';
import type { Call, History, Script } from './script.ts';
import { simulate } from './simulation.ts';

const play = scenario<typeof scenarios>();

/** A limit that stays as it is. */
function fixed(limit: number): AdaptiveOptions {
  return { initial: limit, least: limit, most: limit, target: 1_000_000, round: 1, shrink: 0.5 };
}

const names = ['alder', 'beech', 'cedar', 'elm', 'fir', 'hazel', 'ivy', 'larch', 'maple', 'oak', 'pine', 'rowan', 'spruce', 'thorn', 'willow', 'yew', 'aspen', 'birch', 'cherry', 'holly', 'juniper', 'linden', 'medlar', 'olive'];

/** Calls at random moments within `span` milliseconds. */
function randomCalls(count: number, span: number, details: (index: number) => Partial<Call>): Call[] {
  const shuffled = random.shuffle(names);
  return Array.from({ length: count }, (_, index) => ({
    name: shuffled[index] ?? `call-${index}`, at: random.integer(1, span / 10) * 10, priority: 'normal', takes: random.integer(20, 200) * 10, ends: 'returns', fallback: 'no', ...details(index),
  }));
}

/** Makes scripts until one has no two events at nearly the same moment: nobody could say what comes first. */
function clearScript(make: () => Script): Script {
  let script = make();
  for (let attempt = 0; attempt < 4000 && simulate(script).gap < 30; attempt += 1) script = make();
  return script;
}

function seconds(milliseconds: number | undefined): string {
  return milliseconds === undefined ? 'never' : `at ${milliseconds / 1000} s`;
}

function judgeOutcomes(script: Script, history: History, help: string): void {
  const { outcomes } = simulate(script);
  for (const call of script.calls.toSorted((a, b) => a.at - b.at)) {
    const [actual, expected] = [history.outcomes.find(({ name }) => name === call.name), outcomes.get(call.name)];
    const who = `“${call.name}” (${call.priority}) came at ${call.at / 1000} s`;
    judge(isNear(actual?.began, expected?.began), {
      did: `${who}. Its work began ${seconds(actual?.began)}.${story(script, call)}`,
      expected: expected?.began === undefined ? `It does not begin: ${expected?.result}, ${seconds(expected?.ended)}.` : `It begins ${seconds(expected.began)}.`,
      help, lesson: 'worker-pools',
    });
    judge(actual?.result === expected?.result, { did: `${who}. \`run\` ended with: ${actual?.result}.${story(script, call)}`, expected: `It ends with: ${expected?.result}.`, help, lesson: 'worker-pools' });
    judge(isNear(actual?.ended, expected?.ended), { did: `${who}, and ended with: ${actual?.result}. \`run\` came back ${seconds(actual?.ended)}.`, expected: `It comes back ${seconds(expected?.ended)}.`, help, lesson: 'worker-pools' });
  }
}

function story({ adaptive, queue, patience }: Script, { takes }: Call): string {
  return ` (The limit was ${adaptive.initial} at first, ${queue} may wait, for ${patience / 1000} s. Its work takes ${takes / 1000} s.)`;
}

function isNear(actual: number | undefined, expected: number | undefined): boolean {
  if (actual === undefined || expected === undefined) return actual === expected;
  return Math.abs(actual - expected) <= 20;
}

function judgeNothingLeft(history: History): void {
  judge(history.goroutines === 0, { did: `A minute after the last request, ${history.goroutines} goroutines of the gate were still there.`, expected: 'None: a gate at rest needs no goroutine.', help: 'Whoever waits does so in the goroutine of his caller.', lesson: 'goroutines' });
}

test('gate', async () => {
  const limit = random.integer(1, 3);
  const script = clearScript(() => ({ adaptive: fixed(limit), queue: 100, patience: 3_600_000, readings: [], calls: randomCalls(12, 4000, () => ({ ends: random.pick(['returns', 'returns', 'throws']) })) }));
  const history = await play('pass', script);
  judgeOutcomes(script, history, 'As much runs as the limit allows; who came first goes first. When work has ended, however it ended, the next one begins.');
  judgeNothingLeft(history);
  await judgeCrowd({ adaptive: fixed(limit), queue: 100, patience: 3_600_000, readings: [], calls: crowd(8, () => ({})) }, 'When work has ended, its place is free.');
});

/** Many at the very same moment: who comes first is open, but not how many may run, nor that a place is there again in the end. */
async function judgeCrowd(script: Script, help: string): Promise<void> {
  const probe: Call = { name: 'probe', at: 60_000, priority: 'low', takes: 100, ends: 'returns', fallback: 'no' };
  const limit = script.adaptive.initial;
  const history = await play('pass', { ...script, calls: [...script.calls, ...Array.from({ length: limit }, (_, index) => ({ ...probe, name: `probe-${index + 1}` }))], readings: [59_000] });
  const spans = history.outcomes.flatMap(({ began, name }) => (began === undefined ? [] : [{ began, ended: began + (script.calls.find((call) => call.name === name)?.takes ?? probe.takes) }]));
  const most = Math.max(...spans.map(({ began }) => spans.filter((other) => other.began <= began + 10 && other.ended > began + 20).length));
  judge(most <= limit, { did: `${script.calls.length} requests came at the same moment. With a limit of ${limit}, the work of ${most} was running at the same time.`, expected: `At most ${limit}.`, help: 'Look whether there is room, and take it, in one step.', lesson: 'worker-pools' });
  const late = history.outcomes.filter(({ name, began }) => name.startsWith('probe') && (began === undefined || began > probe.at + 20));
  judge(late.length === 0, { did: `Much happened at the same moment. A minute later, when nothing was running any more, ${limit} requests came; ${late.length} of them could not begin at once.`, expected: 'All begin at once: every place is there again.', help, lesson: 'worker-pools' });
  const [reading] = history.readings;
  const ended = (reading?.done ?? 0) + (reading?.failed ?? 0) + (reading?.gone ?? 0) + Object.values(reading?.refused ?? {}).reduce((sum, one) => sum + one, 0);
  judge(ended === script.calls.length && reading?.running === 0, { did: `${script.calls.length} requests came at the same moment. A minute later, the metrics counted ${ended} that had ended, and ${reading?.running} running.`, expected: `${script.calls.length} and 0: each is counted once.`, help, lesson: 'worker-pools' });
}

function crowd(count: number, details: (index: number) => Partial<Call>): Call[] {
  return Array.from({ length: count }, (_, index) => ({ name: `crowd-${index + 1}`, at: 1000, priority: 'normal', takes: 1000, ends: 'returns', fallback: 'no', ...details(index) }));
}

test('priorities', async () => {
  const limit = random.integer(1, 2);
  const script = clearScript(() => ({ adaptive: fixed(limit), queue: 100, patience: 3_600_000, readings: [], calls: randomCalls(14, 5000, () => ({ priority: random.pick(['high', 'normal', 'low']) })) }));
  judgeOutcomes(script, await play('pass', script), 'Among those who wait, the highest priority goes first, and among equals, who came first. Choose when there is room, not before.');
});

test('follows', async () => {
  const adaptive: AdaptiveOptions = { initial: 2, least: 1, most: 4, target: 800, round: 3, shrink: 0.6 };
  const script = clearScript(() => ({
    adaptive, queue: 100, patience: 3_600_000, readings: [],
    calls: [...randomCalls(9, 2000, () => ({ takes: random.integer(10, 70) * 10 })), ...randomCalls(8, 3000, (index) => ({ name: `slow-${index}`, at: 4000 + random.integer(1, 300) * 10, takes: random.integer(90, 250) * 10, ends: random.pick(['returns', 'throws']) }))],
  }));
  const history = await play('pass', script);
  judgeOutcomes(script, history, 'The limit is `adaptive.current()` at the moment. When it has grown, those who wait begin at once; when it has shrunk, nobody begins until enough has ended. The time of the work counts, not the time in the queue.');
  const capacity = random.integer(4, 8);
  const { limits, high, low } = await play('flood', { capacity, requests: 300, every: 5 });
  const late = limits.slice(limits.length / 2);
  const mean = late.reduce((sum, one) => sum + one, 0) / late.length;
  judge(mean >= capacity * 0.5 && mean <= capacity * 3, {
    did: `A server can do ${capacity} things at a time, and gets slower with more. Under load, the limit was ${late.join(', ')}.`,
    expected: `It stays around what the server can do well.`,
    help: 'Observe each answer once, when its work has ended: how long it took, and whether it was good.',
  });
  judge(high >= 50 && low > 0, { did: `Of 75 urgent requests and 225 others, ${high} and ${low} were served under load.`, expected: 'Nearly all urgent ones, and some of the others.', help: 'Urgent requests go first, and others make room for them.' });
});

test('overload', async () => {
  const limit = random.integer(1, 2);
  const script = clearScript(() => ({
    adaptive: fixed(limit), queue: random.integer(2, 3), patience: random.integer(20, 30) * 100, readings: [],
    calls: randomCalls(16, 5000, () => ({ priority: random.pick(['high', 'normal', 'low']), takes: random.integer(60, 250) * 10, fallback: random.pick(['yes', 'no', 'no']) })),
  }));
  const history = await play('pass', script);
  judgeOutcomes(script, history, 'When the queue is full, the one with the lowest priority who came last makes room, if that is lower than the newcomer\'s. Nobody waits longer than his patience. Who is refused gets the fallback if there is one.');
  judgeNothingLeft(history);
  const none: Script = { adaptive: fixed(1), queue: 0, patience: 1000, readings: [], calls: [{ name: 'first', at: 100, priority: 'low', takes: 500, ends: 'returns', fallback: 'no' }, { name: 'second', at: 300, priority: 'high', takes: 500, ends: 'returns', fallback: 'no' }] };
  judgeOutcomes(none, await play('pass', none), 'A queue of 0 means that nobody waits. Who can begin at once does not wait.');
});

test('cancel', async () => {
  const script = clearScript(() => ({
    adaptive: fixed(1), queue: 100, patience: 3_600_000, readings: [],
    calls: randomCalls(12, 4000, (index) => ({ priority: random.pick(['high', 'low']), takes: random.integer(40, 120) * 10, ...(index % 2 === 0 ? { within: random.integer(20, 300) * 10 } : {}) })),
  }));
  const history = await play('pass', script);
  judgeOutcomes(script, history, 'Whoever gives up while he waits leaves the queue, and takes no place with him. Work that has begun goes on; it has the context, and decides itself.');
  judgeNothingLeft(history);
  // Patience and contexts end at the very moment at which work does.
  await judgeCrowd({ adaptive: fixed(2), queue: 100, patience: 1000, readings: [], calls: crowd(8, (index) => (index % 2 === 0 ? {} : { within: 1000 })) }, 'Whoever gives up at the moment at which he is told to begin has a place: he uses it, or gives it back. Look under the lock whether he is still in the queue.');
  const late: Script = { adaptive: fixed(1), queue: 5, patience: 1000, readings: [], calls: [{ name: 'late', at: 100, priority: 'high', takes: 500, ends: 'returns', fallback: 'no', within: 0 }] };
  const [outcome] = (await play('pass', late)).outcomes;
  judge(outcome?.result === 'context.DeadlineExceeded' && outcome.began === undefined, { did: `The caller's context had already ended. \`run\` ended with: ${outcome?.result}; its work began ${seconds(outcome?.began)}.`, expected: 'It ends with the context\'s error, and the work does not begin.', help: 'Look at the context first.', lesson: 'context' });
});

test('metrics', async () => {
  const script = clearScript(() => ({
    adaptive: { initial: 2, least: 1, most: 3, target: 900, round: 2, shrink: 0.6 }, queue: 3, patience: 2500, readings: [1200, 2700, 4200, 5700, 20_000],
    calls: randomCalls(14, 5000, (index) => ({ priority: random.pick(['high', 'normal', 'low']), ends: random.pick(['returns', 'returns', 'throws']), fallback: random.pick(['yes', 'no']), ...(index % 4 === 0 ? { within: random.integer(20, 200) * 10 } : {}) })),
  }));
  const history = await play('pass', script);
  const { readings } = simulate(script);
  for (const [index, expected] of readings.entries()) {
    const actual = history.readings[index];
    for (const key of ['limit', 'running', 'waiting', 'begun', 'done', 'failed', 'refused', 'gone', 'longestWait'] as const) {
      const same = key === 'longestWait' ? Math.abs((actual?.longestWait ?? NaN) - expected.longestWait) <= 20 : sorted(actual?.[key]) === sorted(expected[key]);
      judge(same, {
        did: `The metrics were read at ${(script.readings[index] ?? 0) / 1000} s. \`${key}\` was ${sorted(actual?.[key])}.`,
        expected: sorted(expected[key]),
        help: 'Change the numbers in the same step as what they tell about. A fallback does not change why somebody was refused.',
      });
    }
  }
});

function sorted(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))) : String(value);
}

test('redis', async () => {
  const perform = scenario<typeof scenarios>('real');
  const policies = (['fixed-window', 'sliding-window', 'token-bucket'] as const).map((algorithm): Policy => ({ algorithm, limit: random.integer(20, 40), window: 86_400_000 }));
  const { store, allowed } = await perform('shareRedis', { policies, limiters: 4, takes: 15 });
  for (const [index, { algorithm, limit }] of policies.entries()) {
    judge(allowed[index] === limit, {
      did: `Four limiters, each with a connection of its own to ${store}, decided about 60 requests at the same time, with ${algorithm} and a limit of ${limit}. They allowed ${allowed[index]}.`,
      expected: String(limit),
      help: 'Between reading the state and writing it, somebody else may have written. `replace` tells; then read and decide again.',
      lesson: 'rate-limiting',
    });
  }
});
