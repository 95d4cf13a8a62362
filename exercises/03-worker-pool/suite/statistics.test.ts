import { judge, random, scenario } from 'concurrency-tutor/suite';
import { test } from 'vitest';
import type { Stats } from '../starter/pool.ts';
import type { Event } from './log.ts';
import { lives, queueBounds, type Life } from './oracle.ts';
import { blockers, count, plan, plans, script, seconds, submitAt } from './plans.ts';
import type * as scenarios from './scenarios.ts';
import type { Plan } from './scenarios.ts';

const play = scenario<typeof scenarios>();

test('statistics', async () => {
  const workers = random.integer(1, 3);
  const busy = blockers(workers, (index) => ({ takes: 3000 + index * 1000, priority: 9 }));
  const ends = random.shuffle(['returns', 'throws', 'panics', 'throws at once', 'returns', 'returns'] as const);
  const waiting = plans(ends.length, (index) => ({ ends: ends[index] ?? 'returns', takes: random.integer(1, 5) * 1000 }));
  const [queuedOne = plan('nobody')] = random.shuffle(waiting);
  const all = [...busy, ...waiting];
  const single = plans(3, (index) => ({ takes: (index + 1) * random.integer(1, 5) * 500 }));
  const reads = [250, 750, 1250, 3250, 5250, 7250, 40_250];
  const events = await play('perform', script(workers, 'ignored', [
    ...submitAt(0, busy),
    ...submitAt(500, waiting),
    { at: 1000, do: 'cancel', name: queuedOne.name },
    { at: 2000, do: 'cancel', name: 'blocker-1' },
    ...reads.map((at) => ({ at, do: 'read statistics' }) as const),
  ]));
  const atOnce = await play('readAtOnce', { workers, plans: single });

  for (const [index, event] of events.entries()) {
    if (event.what === 'statistics') judgeReading(event.stats, event.at, events.slice(0, index), all);
  }
  judgeSumAfterSubmit(atOnce.afterSubmit);
  judgeAfterWait(atOnce.afterWait, single);
});

/** At rest, the numbers follow from what the tasks themselves have told. */
function judgeReading(stats: Stats, at: number, before: readonly Event[], all: readonly Plan[]): void {
  const known = lives(before);
  const cancelled = new Set(before.flatMap((event) => (event.what === 'cancel returned' ? [event.task] : [])));
  const expected = { queued: 0, running: 0, done: 0, failed: 0, cancelled: 0 };
  for (const one of all) {
    const life = known.get(one.name);
    if (life?.submitted !== undefined) expected[stateOf(one, life, cancelled.has(one.name))] += 1;
  }
  for (const key of ['queued', 'running', 'done', 'failed', 'cancelled'] as const) {
    judge(stats[key] === expected[key], {
      did: `At ${seconds(at)}, ${sentence(key, expected[key])}; \`stats().${key}\` was ${stats[key]}.`,
      expected: `\`${key}\` is ${expected[key]} at that moment.`,
      help: 'Change the numbers at the moment a task changes from one state to the next, under the same lock or in the same goroutine.',
    });
  }
  judgeQueue(stats, at, before);
  judgeProcessing(stats, at, [...known.values()]);
}

function stateOf(one: Plan, life: Life, isCancelled: boolean): 'queued' | 'running' | 'done' | 'failed' | 'cancelled' {
  if (life.started === undefined) return isCancelled ? 'cancelled' : 'queued';
  if (life.ended === undefined) return 'running';
  if (life.sawCancellation !== undefined) return 'cancelled';
  return one.ends === 'returns' ? 'done' : 'failed';
}

function sentence(key: 'queued' | 'running' | 'done' | 'failed' | 'cancelled', number: number): string {
  switch (key) {
    case 'queued': return `${count(number, 'task')} waited`;
    case 'running': return `${count(number, 'task')} ran`;
    case 'done': return `${count(number, 'task')} had returned`;
    case 'failed': return `${count(number, 'task')} had failed`;
    case 'cancelled': return `${count(number, 'task')} had been cancelled`;
  }
}

function judgeQueue(stats: Stats, at: number, before: readonly Event[]): void {
  const { atLeast, atMost } = queueBounds(before);
  judge(stats.longestQueue >= atLeast && stats.longestQueue <= atMost, {
    did: `Until ${seconds(at)}, ${atLeast === atMost ? `up to ${count(atMost, 'task')} waited` : `between ${atLeast} and ${count(atMost, 'task')} waited`} at the same time; \`stats().longestQueue\` was ${stats.longestQueue}.`,
    expected: '`longestQueue` is the largest that `queued` has ever been.',
    help: 'The queue can only become longer in one place. Compare there, after the task has joined the queue.',
  });
}

function judgeProcessing({ processing }: Stats, at: number, known: readonly Life[]): void {
  const times = known.flatMap(({ started, ended }) => (started === undefined || ended === undefined ? [] : [ended - started]));
  const total = times.reduce((sum, time) => sum + time, 0);
  const longest = Math.max(0, ...times);
  judge(processing.count === times.length, {
    did: `Until ${seconds(at)}, ${count(times.length, 'task')} had run to an end; \`processing.count\` was ${processing.count}.`,
    expected: 'Every task that has ended and whose function was called counts, however it ended.',
    help: 'A task that was cancelled in the queue has no processing time. One that failed has.',
  });
  judge(isNear(processing.total, total, times.length) && isNear(processing.longest, longest, 1), {
    did: `Until ${seconds(at)}, the tasks that had ended had run for ${seconds(total)}, the longest for ${seconds(longest)}; \`processing\` said ${seconds(processing.total)} and ${seconds(processing.longest)}.`,
    expected: 'The processing time goes from the call of the task\'s function to its end. It does not contain the time in the queue.',
    help: 'Read the clock right before the function is called and right after it has ended.',
  });
  const mean = times.length === 0 ? 0 : total / times.length;
  judge(isNear(processing.mean, mean, 1), {
    did: `Until ${seconds(at)}, ${count(times.length, 'task')} had run for ${seconds(total)} in all; \`processing.mean\` was ${processing.mean}.`,
    expected: '`mean` is `total` divided by `count`, and 0 when nothing counts.',
    help: 'Mind the division by zero.',
  });
}

/** Each time in the log is rounded to 10 ms, and every step takes a little time. */
function isNear(actual: number, expected: number, times: number): boolean {
  return Math.abs(actual - expected) <= 5 + 20 * times;
}

/** Right after `submit`, a task may be anywhere, but it is somewhere. */
function judgeSumAfterSubmit(readings: readonly Stats[]): void {
  for (const [index, { queued, running, done, failed, cancelled }] of readings.entries()) {
    judge(queued + running + done + failed + cancelled === index + 1, {
      did: `${count(index + 1, 'task')} had been submitted. \`stats\` counted ${queued} queued, ${running} running and ${done + failed + cancelled} ended.`,
      expected: 'Every submitted task is in exactly one of these numbers, at every moment.',
      help: 'Look at a task that is on its way from the queue to a worker, or from a worker to its end. In which number is it?',
    });
  }
}

function judgeAfterWait(readings: readonly Stats[], single: readonly Plan[]): void {
  for (const [index, stats] of readings.entries()) {
    judge(stats.done === index + 1 && stats.running === 0 && stats.queued === 0, {
      did: `\`wait\` had reported ${count(index + 1, 'task')}, one after the other. \`stats\` counted ${stats.queued} queued, ${stats.running} running and ${stats.done} done.`,
      expected: 'A task that `wait` has reported is counted as ended.',
      help: 'Count first, then wake those who wait for the outcome.',
    });
    const total = single.slice(0, index + 1).reduce((sum, { takes }) => sum + takes, 0);
    judge(stats.processing.count === index + 1 && isNear(stats.processing.total, total, index + 1), {
      did: `\`wait\` had reported ${count(index + 1, 'task')} that had run for ${seconds(total)} in all. \`processing\` said ${count(stats.processing.count, 'task')} and ${seconds(stats.processing.total)}.`,
      expected: 'A task that `wait` has reported is part of the processing times.',
      help: 'Count first, then wake those who wait for the outcome.',
    });
  }
}
