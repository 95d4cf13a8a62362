import { judge, random, scenario } from 'concurrency-tutor/suite';
import { test } from 'vitest';
import type { Event } from './log.ts';
import { idle, lives, tooMany } from './oracle.ts';
import { blockers, count, inWords, plan, plans, script, seconds, submitAt } from './plans.ts';
import type * as scenarios from './scenarios.ts';

const play = scenario<typeof scenarios>();

test('start-stop', async () => {
  const workers = random.integer(2, 4);
  const late = 3_600_000 + random.integer(1, 99) * 10;
  const few = plans(2, () => ({ takes: random.integer(0, 2) * 500 }));
  const events = await play('perform', script(workers, 'ignored', submitAt(late, [plan('first')])));
  // Whether their tasks are finished is a matter of another check; here it counts that every pool ends.
  await play('stopAtOnce', { workers, plans: few });

  const first = lives(events).get('first');
  judge(first?.started !== undefined, {
    did: 'The pool had nothing to do for an hour. Then a task was submitted, and no worker started it.',
    expected: 'A free worker starts a task as soon as it is submitted.',
    help: 'Follow one task from `submit` to the worker that waits for it. Who wakes the worker?',
    lesson: 'worker-pools',
  });
  judge(first.started <= late + 10, {
    did: `The pool had nothing to do for an hour. Then a task was submitted, and it started ${seconds(first.started - late)} later.`,
    expected: 'A free worker starts a task as soon as it is submitted.',
    help: 'A worker without work should be parked until a task comes, not look for one from time to time.',
    lesson: 'worker-pools',
  });
});

test('outcomes', async () => {
  const ends = random.shuffle(['returns', 'returns', 'throws', 'throws at once', 'panics'] as const);
  const list = plans(ends.length, (index) => ({ ends: ends[index] ?? 'returns', takes: random.integer(1, 6) * 500 }));
  const waiters = random.integer(2, 3);
  const events = await play('shareOutcomes', { workers: list.length, plans: list, waiters });

  for (const { name, ends: end } of list) {
    const expected = end === 'returns' ? 'done' : 'failed';
    const answers = events.filter((event) => event.what === 'outcome' && event.task === name);
    const wrong = answers.find((event) => event.what === 'outcome' && event.outcome.status !== expected);
    judge(wrong === undefined, {
      did: `The task “${name}” ${end === 'returns' ? 'returned a value' : `ended with a ${end === 'panics' ? 'panic' : 'throw'}`}. ${count(waiters + 1, 'goroutine')} asked for its outcome; one got: ${wrong?.what === 'outcome' ? inWords(wrong.outcome) : ''}.`,
      expected: end === 'returns' ? 'Every `wait` gives `done` with the value.' : 'Every `wait` gives `failed` with what was thrown.',
      help: end === 'throws at once' ? 'A task may throw before it has returned a promise. Is that call inside your `try`?' : 'Keep the outcome with the task, and wake everybody who waits for it: a value sent on a channel reaches one goroutine only.',
      lesson: 'channels',
    });
    const ended = events.findIndex((event) => event.what === 'ended' && event.task === name);
    judge(ended >= 0 && events.findIndex((event) => event.what === 'outcome' && event.task === name) > ended, {
      did: `A \`wait\` for the task “${name}” returned before the task had ended.`,
      expected: '`wait` returns when the task has ended.',
      help: 'Settle the outcome after the task\'s function has returned or thrown.',
    });
  }
});

test('fixed-workers', async () => {
  const workers = random.integer(2, 4);
  const early = plans(workers * 2 + 1, (index) => ({ priority: index === 0 ? 99 : random.integer(1, 9), takes: index === 0 ? 15_000 : random.integer(1, 4) * 500 }));
  const late = Array.from({ length: 12 }, (_, index) => plan(`small-${index + 1}`, { takes: 100 }));
  const counts = random.shuffle([0, -1, 1.5, Number.NaN]);
  const events = await play('perform', script(workers, 'ignored', [
    ...submitAt(0, early),
    { at: 200, do: 'count goroutines' },
    ...submitAt(250, late),
    { at: 300, do: 'count goroutines' },
  ]));
  const pools = await play('makePools', [...counts, 1]);

  judgeSubmits(events);
  const many = tooMany(events, workers);
  judge(many === undefined, {
    did: `A pool of ${count(workers, 'worker')} ran ${many?.count} tasks at the same time.`,
    expected: `Never more than ${workers} tasks run at the same time.`,
    help: 'Start the workers once, in the constructor. Each takes one task, runs it to its end, and only then takes the next.',
    lesson: 'worker-pools',
  });
  const rest = idle(events, workers);
  judge(rest === undefined, {
    did: `A pool of ${count(workers, 'worker')} ran ${count(rest?.running.length ?? 0, 'task')} from ${seconds(rest?.from ?? 0)} to ${seconds(rest?.to ?? 0)}, while ${count(rest?.waiting.length ?? 0, 'task')} waited${rest?.waiting[0] === undefined ? '' : `, “${rest.waiting[0]}” among them`}.`,
    expected: 'As long as a task waits, every worker is busy.',
    help: 'Count the workers that you start. Can each of them take every task that waits?',
    lesson: 'worker-pools',
  });

  const [before = 0, after = 0] = events.flatMap((event) => (event.what === 'goroutines' ? [event.count] : []));
  judge(after - before < late.length / 2, {
    did: `With ${early.length} tasks the program had ${before} goroutines. ${late.length} waiting tasks more, and it had ${after}.`,
    expected: 'The number of goroutines depends on the number of workers, not on the number of tasks.',
    help: 'A task that waits needs a place in the queue, not a goroutine.',
    lesson: 'worker-pools',
  });

  for (const { count: number, answer } of pools) {
    const expected = number === 1 ? 'a pool' : 'RangeError';
    judge(answer === expected, {
      did: `\`new WorkerPool(${number})\` gave ${answer}.`,
      expected: number === 1 ? 'One worker is enough for a pool.' : 'A number of workers that is not a whole number of at least 1 is refused with a `RangeError`.',
      help: 'Check the number in the constructor, before anything is started. A pool without workers would let every task wait for ever.',
    });
  }
});

function judgeSubmits(events: readonly Event[]): void {
  const slow = events.find((event, index) => event.what === 'submitted' && event.at > (events.slice(0, index).findLast((other) => other.what === 'submit' && other.task === event.task)?.at ?? 0) + 10);
  judge(slow === undefined, {
    did: `\`submit\` of the task “${slow !== undefined && 'task' in slow ? slow.task : ''}” returned only after some time, while all workers were busy.`,
    expected: '`submit` puts the task into the queue and returns. It does not wait for a worker.',
    help: 'Let the queue belong to the pool. Sending on a channel that workers receive from waits for a worker.',
    lesson: 'channels',
  });
}

test('failures', async () => {
  const workers = random.integer(2, 3);
  const kinds = random.shuffle(['throws', 'throws at once', 'panics'] as const);
  const failing = plans(workers + 1, (index) => ({ ends: kinds[index % kinds.length] ?? 'throws', takes: 500 }));
  const later = blockers(workers * 2, () => ({ takes: 2000 }));
  const events = await play('perform', script(workers, 'ignored', [...submitAt(0, failing), ...submitAt(5000, later)]));

  const rest = idle(events, workers);
  judge(rest === undefined, {
    did: `A pool of ${count(workers, 'worker')} had run tasks that threw. After that, ${count(rest?.waiting.length ?? 0, 'task')} waited and only ${count(rest?.running.length ?? 0, 'worker')} did anything.`,
    expected: 'A task that fails ends. Its worker goes on with the next task.',
    help: 'Catch what a task throws inside the worker\'s loop, around the one task, not around the loop.',
    lesson: 'worker-pools',
  });
});
