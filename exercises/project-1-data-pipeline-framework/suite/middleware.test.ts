import { judge, random, scenario } from 'concurrency-tutor/suite';
import { test } from 'vitest';
import type { Call, CallHistory, MadeMiddleware, Script } from './script.ts';
import type * as scenarios from './scenarios.ts';
import { count, judgeAllWritten, positions, seconds } from './words.ts';

const play = scenario<typeof scenarios>();

interface Case {
  readonly told: string;
  readonly call: Call;
  /** Times of the calls, after the beginning. */
  readonly calls: readonly number[];
  readonly ended: number;
  readonly result: string;
  readonly help: string;
}

function judgeCall(history: CallHistory | undefined, { told, call: { at }, calls, ended, result, help }: Case): void {
  const found = (history?.calls ?? []).map((time) => time - at);
  const list = (times: readonly number[]): string => (times.length === 0 ? 'never' : `at ${times.map(seconds).join(', ')}`);
  judge(found.length === calls.length && found.every((time, index) => Math.abs(time - (calls[index] ?? 0)) <= 150), { did: `${told} The handler was called ${list(found)}.`, expected: calls.length === 0 ? 'It is not called.' : `It is called ${list(calls)}.`, help });
  judge(history?.result === result, { did: `${told} In the end: ${history?.result ?? 'nothing'}.`, expected: `${result}.`, help });
  judge(Math.abs((history?.ended ?? 0) - at - ended) <= 150, { did: `${told} That ended after ${seconds((history?.ended ?? 0) - at)}.`, expected: `After ${seconds(ended)}.`, help });
}

async function judgeCases(use: readonly MadeMiddleware[], cases: readonly Case[]): Promise<void> {
  const histories = await play('wrap', { use, calls: cases.map(({ call }) => call) });
  // Each call is given its number, and a call that succeeds gives it back.
  for (const [index, one] of cases.entries()) judgeCall(histories[index], one.result === 'gave' ? { ...one, result: `gave ${index}` } : one);
}

test('retry', async () => {
  const policy = { kind: 'retry', attempts: 4, wait: 1000 } as const;
  const told = 'With 4 attempts and a wait of 1 s,';
  await judgeCases([policy], [
    { told: `${told} a call succeeded.`, call: { at: 0, does: ['works'] }, calls: [0], ended: 0, result: 'gave', help: 'Give what the call gave.' },
    { told: `${told} two calls failed, the third succeeded.`, call: { at: 0, does: ['busy', 'broken', 'works'] }, calls: [0, 1000, 3000], ended: 3000, result: 'gave', help: 'Each pause is twice as long as the one before.' },
    { told: `${told} every call failed.`, call: { at: 0, does: ['busy', 'busy', 'busy', 'broken'] }, calls: [0, 1000, 3000, 7000], ended: 7000, result: 'broken', help: '`attempts` are all calls, with the first. After the last one there is no pause, and its error is thrown.' },
    { told: `${told} a server asked to be left in peace for 5 s.`, call: { at: 0, does: [5000, 'works'] }, calls: [0, 5000], ended: 5000, result: 'gave', help: 'An `HttpError` may say `retryAfter`: the pause is at least so long.' },
    { told: `${told} a server asked to be left in peace for 0.1 s.`, call: { at: 0, does: [100, 'works'] }, calls: [0, 1000], ended: 1000, result: 'gave', help: 'The longer of the two pauses counts.' },
    { told: `${told} the context ended during the second pause.`, call: { at: 0, does: ['busy'], endsAt: 2000 }, calls: [0, 1000], ended: 2000, result: 'context.DeadlineExceeded', help: 'Wait for the end of the pause and for the end of the context at once.' },
    { told: `${told} the context ended during the first call, which then threw.`, call: { at: 0, does: ['busy'], takes: 500, endsAt: 300 }, calls: [0], ended: 300, result: 'context.DeadlineExceeded', help: 'Once the context has ended there is no further call.' },
  ]);
  const limit = { ...policy, attempts: 6, longest: 3000 };
  await judgeCases([limit], [
    { told: 'With `longest` 3 s, every call failed.', call: { at: 0, does: ['busy'] }, calls: [0, 1000, 3000, 6000, 9000, 12_000], ended: 12_000, result: 'busy', help: 'No pause is longer than `longest`.' },
    { told: 'With `longest` 3 s, a server asked to be left in peace for 5 s.', call: { at: 0, does: [5000, 'works'] }, calls: [0, 5000], ended: 5000, result: 'gave', help: 'What the server asks for counts, whatever `longest` says.' },
  ]);
  await judgeCases([{ ...policy, only: 'busy' }], [
    { told: 'Only `busy` was to be tried again. The second call failed otherwise.', call: { at: 0, does: ['busy', 'broken'] }, calls: [0, 1000], ended: 1000, result: 'broken', help: 'Ask `when` after each error; if it says no, throw the error.' },
  ]);
});

test('breaker', async () => {
  const use = [{ kind: 'breaker', failures: 3, cooldown: 10_000 }] as const;
  const open = { calls: [], ended: 0, result: 'CircuitOpenError' };
  const told = 'After 3 failures in a row, the circuit opens for 10 s.';
  const fails = (at: number, help = 'A closed circuit lets every call through.'): Case => ({ told: `${told} A call at ${seconds(at)} failed.`, call: { at, does: ['broken'] }, calls: [0], ended: 0, result: 'broken', help });
  const works = (at: number, help: string): Case => ({ told: `${told} There was a call at ${seconds(at)}.`, call: { at, does: ['works'] }, calls: [0], ended: 0, result: 'gave', help });
  const refused = (at: number, why: string, help: string): Case => ({ told: `${told} ${why}, and there was a call at ${seconds(at)}.`, call: { at, does: ['works'] }, ...open, help });
  await judgeCases(use, [
    fails(0), fails(1000), fails(2000),
    refused(3000, 'It had opened at 2 s', 'An open circuit throws at once.'),
    refused(11_000, 'It had opened at 2 s', 'The time counts from the failure that opened it.'),
    { told: `${told} It had opened at 2 s; at 13 s a call was let through to try, which took 2 s.`, call: { at: 13_000, does: ['works'], takes: 2000 }, calls: [0], ended: 2000, result: 'gave', help: 'After `cooldown`, one call is let through.' },
    refused(14_000, 'One call was being tried', 'While one call is tried, others are refused.'),
    works(16_000, 'A trial that succeeds closes the circuit.'),
    fails(17_000), fails(18_000), works(19_000, 'Two failures are not three.'), fails(20_000), fails(21_000),
    works(22_000, 'Failures in a row: a success in between starts the count again.'),
    fails(23_000), fails(24_000), fails(25_000),
    fails(36_000, 'After `cooldown`, one call is let through.'),
    refused(37_000, 'The trial at 36 s had failed', 'A trial that fails opens the circuit again, after one failure.'),
    refused(45_000, 'The trial at 36 s had failed', 'A trial that fails opens the circuit for another `cooldown`.'),
    works(47_000, 'After another `cooldown`, one call is let through.'),
    fails(48_000), fails(49_000),
    works(50_000, 'A trial that succeeds closes the circuit, and the count starts again.'),
  ]);
  await judgeInterrupted(use, told);
});

async function judgeInterrupted(use: readonly MadeMiddleware[], told: string): Promise<void> {
  const broken = { does: ['broken'] as const, calls: [0], ended: 0, result: 'broken', help: 'A closed circuit lets every call through.' };
  const fails = (at: number): Case => ({ ...broken, told: `${told} A call at ${seconds(at)} failed.`, call: { at, does: ['broken'] } });
  const cut = (at: number): Case => ({ told: `${told} The context of a call at ${seconds(at)} ended.`, call: { at, does: ['works'], takes: 5000, endsAt: at + 500 }, calls: [0], ended: 500, result: 'context.DeadlineExceeded', help: 'What a call throws after its context has ended says nothing about the other side.' });
  await judgeCases(use, [
    { told: `${told} A call had begun before that and succeeded after it.`, call: { at: 0, does: ['works'], takes: 6000 }, calls: [0], ended: 6000, result: 'gave', help: 'It was let through.' },
    fails(1000), cut(2000), fails(3000),
    fails(4000),
    { told: `${told} A call that had begun before succeeded at 6 s; there was a call at 7 s.`, call: { at: 7000, does: ['works'] }, calls: [], ended: 0, result: 'CircuitOpenError', help: 'What began before the circuit opened says nothing about now. Give each call the number of the opening that it saw.' },
    cut(15_000),
    { told: `${told} The context of the trial at 15 s ended; there was a call at 16 s.`, call: { at: 16_000, does: ['works'] }, calls: [0], ended: 0, result: 'gave', help: 'After a trial that was interrupted, the next call is the trial. Else nobody would ever be let through again.' },
    { told: `${told} The trial at 16 s had succeeded.`, call: { at: 17_000, does: ['works'] }, calls: [0], ended: 0, result: 'gave', help: 'A trial that succeeds closes the circuit.' },
  ]);
}

test('limits', async () => {
  const every = random.integer(2, 4) * 500;
  const wrapped = await play('wrap', { use: [{ kind: 'limited', every }], calls: Array.from({ length: 4 }, (): Call => ({ at: 0, does: ['works'] })) });
  const times = wrapped.flatMap(({ calls }) => calls).sort((a, b) => a - b);
  for (const [index, at] of times.entries()) {
    judge(Math.abs(at - index * every) <= 150, { did: `A limiter let one call through every ${seconds(every)}. Four calls came at once; their handlers were called at ${times.map(seconds).join(', ')}.`, expected: `At ${times.map((_, number) => seconds(number * every)).join(', ')}.`, help: 'Wait for the limiter, then call.', lesson: 'rate-limiting' });
  }
  const [late] = (await play('wrap', { use: [{ kind: 'limited', every }], calls: [{ at: 0, does: ['works'] }, { at: 100, does: ['works'], endsAt: 200 }] })).slice(1);
  judge(late?.calls.length === 0, { did: `A call waited for the limiter when its context ended. The handler was called ${count(late?.calls.length ?? 0, 'time')}.`, expected: 'It is not called.', help: 'Give the context to the limiter.' });

  const items = positions(5);
  const base: Script = { source: { positions: items }, inFlight: 20, batch: { size: 1, within: 0 }, stages: [{ name: 'a', min: 3, takes: 0 }] };
  const points = [
    { script: { ...base, limits: { reading: every } }, what: 'took', told: '`reading`', help: 'Wait for `reading` before each item is taken from the source.' },
    { script: { ...base, stages: [{ name: 'a', min: 3, takes: 0, limit: every }] }, what: 'began', told: 'The middleware of a stage', help: 'Put the middleware around the handler once, and let all workers call that.' },
    { script: { ...base, limits: { writing: every } }, what: 'write began', told: '`writing`', help: 'Put `writing` around the sink\'s `write`.' },
  ] as const;
  for (const { script, what, told, help } of points) {
    const events = await play('perform', script);
    judgeAllWritten(events, script, items, 'With a limiter:');
    const at = events.flatMap((event) => (event.what === what ? [event.at] : []));
    judge(at.every((time, index) => time >= index * every - 150), { did: `${told} had a limiter that lets one through every ${seconds(every)}. What it limits happened at ${at.map(seconds).join(', ')}.`, expected: `Not before ${at.map((_, index) => seconds(index * every)).join(', ')}.`, help, lesson: 'rate-limiting' });
    judge(at.every((time, index) => time <= index * every + 300), { did: `${told} had a limiter that lets one through every ${seconds(every)}. What it limits happened at ${at.map(seconds).join(', ')}.`, expected: 'It waits no longer than the limiter does.', help: 'Ask once for each.', lesson: 'rate-limiting' });
  }
});
