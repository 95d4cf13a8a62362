import { judge, random, scenario } from 'concurrency-tutor/suite';
import { test } from 'vitest';
import type { Event } from './log.ts';
import { lives } from './oracle.ts';
import { blockers, count, inWords, plan, plans, script, seconds, submitAt } from './plans.ts';
import type * as scenarios from './scenarios.ts';

const play = scenario<typeof scenarios>();

test('drain', async () => {
  const workers = random.integer(1, 3);
  const busy = blockers(workers, (index) => ({ takes: 2500 + index * 1000 }));
  const waiting = plans(workers + 3, () => ({ priority: random.integer(1, 5), takes: random.integer(1, 4) * 1000 }));
  const events = await play('perform', script(workers, 'ignored', [
    ...submitAt(0, busy),
    ...submitAt(500, waiting),
    { at: 1000, do: 'shut down' },
    { at: 1500, do: 'shut down' },
    { at: 100_000, do: 'shut down' },
  ]));

  const all = lives(events);
  const lost = [...busy, ...waiting].find(({ name }) => all.get(name)?.ended === undefined);
  judge(lost === undefined, {
    did: `“${lost?.name}” had been submitted before \`shutdown\` was called. It ${lost !== undefined && all.get(lost.name)?.started === undefined ? 'never started' : 'never ended'}.`,
    expected: 'What was submitted before `shutdown` is finished, with all workers.',
    help: 'A worker may end when the pool is closed and the queue is empty. One of the two is not enough.',
    lesson: 'worker-pools',
  });
  const interrupted = [...busy, ...waiting].find(({ name }) => all.get(name)?.sawCancellation !== undefined);
  judge(interrupted === undefined, {
    did: `\`shutdown\` was called with a context that never ends. The context of “${interrupted?.name}” was cancelled all the same.`,
    expected: 'Tasks are cancelled only when the context of `shutdown` ends.',
    help: 'Closing the pool and cancelling its tasks are two things.',
    lesson: 'context',
  });
  const lastEnd = events.findLastIndex((event) => event.what === 'ended');
  const endedAt = events[lastEnd]?.at ?? 0;
  judgeReturns(events, lastEnd, endedAt);
});

function judgeReturns(events: readonly Event[], lastEnd: number, endedAt: number): void {
  const returns = events.flatMap((event, order) => (event.what === 'shutdown returned' ? [{ ...event, order }] : []));
  const early = returns.find(({ order }) => order < lastEnd);
  judge(early === undefined, {
    did: `\`shutdown\` was called twice while tasks were running. One call returned at ${seconds(early?.at ?? 0)}; the last task ended at ${seconds(endedAt)}.`,
    expected: 'Every call of `shutdown` waits until all tasks have ended.',
    help: 'Let one thing tell that the pool has ended, such as a channel that is closed then, and let every call wait for it.',
    lesson: 'wait-groups',
  });
  const threw = returns.find((event) => event.threw !== undefined);
  judge(threw === undefined, {
    did: `\`shutdown\` was called with a context that never ends, and threw ${threw?.threw ?? ''}.`,
    expected: '`shutdown` may be called more than once. It throws only when its context ends first.',
    help: 'A channel can be closed once only. Which call closes it?',
    lesson: 'channels',
  });
  const [first] = returns;
  judge(first !== undefined && first.at <= endedAt + 10, {
    did: `The last task ended at ${seconds(endedAt)}; \`shutdown\` returned at ${seconds(first?.at ?? 0)}.`,
    expected: '`shutdown` returns as soon as everything has ended.',
    help: 'Wait for the workers, not for some time.',
    lesson: 'wait-groups',
  });
}

test('closed', async () => {
  const workers = random.integer(1, 2);
  const busy = blockers(workers, () => ({ takes: 5000 }));
  const [during = plan('during'), after = plan('after')] = plans(2, () => ({}));
  const submitters = [plans(3, () => ({ takes: 500 })), Array.from({ length: 2 }, (_, index) => plan(`second-${index + 1}`, { takes: 500 }))];
  const events = await play('perform', script(workers, 'ignored', [
    ...submitAt(0, busy),
    { at: 1000, do: 'shut down' },
    ...submitAt(2000, [during]),
    ...submitAt(60_000, [after]),
  ]));
  const race = await play('submitWhileClosing', { workers, submitters });

  for (const { name } of [during, after]) {
    const { refused } = lives(events).get(name) ?? { name };
    judge(refused !== undefined, {
      did: `\`shutdown\` was called at 1 s${name === after.name ? ' and returned at 5 s' : ' and was waiting for a task'}. A \`submit\` at ${seconds(name === after.name ? 60_000 : 2000)} was accepted.`,
      expected: '`submit` throws a `PoolClosedError` once `shutdown` has been called.',
      help: 'Decide in one step whether the pool is open and put the task into the queue.',
      lesson: 'worker-pools',
    });
  }
  judgeRace(race, submitters.flat().map(({ name }) => name));
});

function judgeRace(race: readonly Event[], names: readonly string[]): void {
  const all = lives(race);
  const closed = race.findIndex((event) => event.what === 'shutdown returned');
  for (const name of names) {
    const { endedOrder, submittedOrder } = all.get(name) ?? { name };
    judge(submittedOrder === undefined || (endedOrder !== undefined && endedOrder < closed), {
      did: `One goroutine called \`submit\` while another called \`shutdown\`. The task was accepted, and it ${endedOrder === undefined ? 'never ran' : 'ended after `shutdown` had returned'}.`,
      expected: 'A task that was accepted is finished before `shutdown` returns.',
      help: 'Decide in one step whether the pool is open and put the task into the queue.',
      lesson: 'worker-pools',
    });
  }
}

test('deadline', async () => {
  const workers = random.integer(2, 3);
  const how = random.pick(['within', 'cancelledAfter'] as const);
  const long = plan('long', { takes: 60_000, cleanUp: 1000, priority: 9 });
  const short = plan('short', { takes: 1500, priority: 9 });
  const more = blockers(workers - 2, () => ({ takes: 60_000, priority: 9 }));
  const follower = plan('follower', { takes: 60_000, priority: 8 });
  const waiting = plans(4, () => ({ priority: random.integer(1, 3) }));
  const events = await play('perform', script(workers, 'watched', [
    ...submitAt(0, [long, short, ...more]),
    ...submitAt(250, [follower, ...waiting]),
    { at: 500, do: 'shut down', [how]: 2000 },
  ]));

  const all = lives(events);
  judge(all.get('short')?.outcome?.status === 'done' && all.get('follower')?.started === 1500, {
    did: `\`shutdown\` was called at 0.5 s with a context that ended at 2.5 s. A task that ended by itself at 1.5 s had the outcome: ${inWords(all.get('short')?.outcome)}; the next one in the queue ${all.get('follower')?.started === undefined ? 'never started' : `started at ${seconds(all.get('follower')?.started ?? 0)}`}.`,
    expected: 'Until its context ends, `shutdown` lets the pool work on.',
    help: 'Wait for two things at once: the pool\'s end and the context\'s end.',
    lesson: 'select',
  });
  for (const { name } of [long, ...more, follower]) {
    const { sawCancellation, outcome } = all.get(name) ?? { name };
    judge(sawCancellation !== undefined && sawCancellation <= 2510 && outcome?.status === 'cancelled', {
      did: `\`shutdown\`'s context ended at 2.5 s while a task was running. ${sawCancellation === undefined ? 'The task\'s context was never cancelled.' : `The task's context was cancelled at ${seconds(sawCancellation)}.`} Its outcome was: ${inWords(outcome)}.`,
      expected: 'Running tasks see their context cancelled at once, and end as `cancelled` when they throw.',
      help: '`shutdown` has to reach the cancel function of every task that is left.',
      lesson: 'context',
    });
  }
  for (const { name } of waiting) {
    const { started, outcome } = all.get(name) ?? { name };
    judge(started === undefined && outcome?.status === 'cancelled', {
      did: `\`shutdown\`'s context ended at 2.5 s while ${count(waiting.length, 'task')} waited. One of them ${started === undefined ? 'never started' : `started at ${seconds(started)}`}, and its outcome was: ${inWords(outcome)}.`,
      expected: 'What still waits never starts, and its outcome is `cancelled`.',
      help: 'Empty the queue before, or in the same step as, the running tasks are cancelled: a worker that becomes free takes the next task.',
      lesson: 'context',
    });
  }
  judgeDeadlineReturn(events, how === 'within' ? 'context.DeadlineExceeded' : 'context.Canceled');
});

function judgeDeadlineReturn(events: readonly Event[], expected: string): void {
  const lastEnd = events.findLastIndex((event) => event.what === 'ended');
  const order = events.findIndex((event) => event.what === 'shutdown returned');
  const returned = events[order];
  judge(order > lastEnd, {
    did: `\`shutdown\`'s context ended at 2.5 s. \`shutdown\` returned at ${seconds(returned?.at ?? 0)}, before the last task had cleaned up and ended at ${seconds(events[lastEnd]?.at ?? 0)}.`,
    expected: '`shutdown` returns when every task has ended, also those it has cancelled.',
    help: 'After cancelling, wait for the workers once more.',
    lesson: 'context',
  });
  const threw = returned?.what === 'shutdown returned' ? returned.threw : undefined;
  judge(threw === expected, {
    did: `\`shutdown\`'s context ended with \`${expected}\` before the tasks had ended. \`shutdown\` ${threw === undefined ? 'returned as if all had been finished' : `threw ${threw}`}.`,
    expected: '`shutdown` throws `ctx.err()` when its context ended first.',
    help: 'Tell the caller that tasks were cancelled.',
    lesson: 'context',
  });
}
