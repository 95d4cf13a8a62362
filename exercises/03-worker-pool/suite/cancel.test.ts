import { judge, random, scenario } from 'concurrency-tutor/suite';
import { test } from 'vitest';
import { lives, tooMany, type Life } from './oracle.ts';
import { blockers, count, inWords, plan, plans, script, seconds, submitAt } from './plans.ts';
import type * as scenarios from './scenarios.ts';
import type { Event } from './log.ts';

const play = scenario<typeof scenarios>();

test('cancel-queued', async () => {
  const workers = random.integer(1, 2);
  const busy = blockers(workers, () => ({ takes: 5000 }));
  const waiting = plans(5, () => ({ priority: random.integer(1, 3) }));
  const cancelled = random.shuffle(waiting).slice(0, 2).map(({ name }) => name);
  const [first = ''] = cancelled;
  const events = await play('perform', script(workers, 'watched', [
    ...submitAt(0, busy),
    ...submitAt(500, waiting),
    ...cancelled.map((name) => ({ at: 1000, do: 'cancel', name }) as const),
    { at: 1500, do: 'cancel', name: first },
  ]));

  const all = lives(events);
  for (const { name } of waiting) {
    const { started, settled, outcome } = all.get(name) ?? { name };
    if (!cancelled.includes(name)) {
      judge(outcome?.status === 'done', {
        did: `Two other tasks were cancelled. The task “${name}” was not, and it ended so: ${inWords(outcome)}.`,
        expected: 'Cancelling a task concerns this task alone.',
        help: 'Look at what `cancel` takes out of the queue, and which context it cancels.',
        lesson: 'context',
      });
      continue;
    }
    judge(started === undefined, {
      did: `The task “${name}” was cancelled at 1 s, while it waited. It started all the same, at ${seconds(started ?? 0)}.`,
      expected: 'A task that is cancelled in the queue never starts.',
      help: '`cancel` must take the task out of the queue, or mark it so that the worker that finds it passes it by.',
      lesson: 'context',
    });
    judge(outcome?.status === 'cancelled', {
      did: `The task “${name}” was cancelled while it waited. Its outcome was: ${inWords(outcome)}.`,
      expected: 'Its outcome is `cancelled`.',
      help: 'A task that never starts has no worker to settle its outcome. Who does it?',
      lesson: 'context',
    });
    judge(settled !== undefined && settled <= 1010, {
      did: `The task “${name}” was cancelled at 1 s, while it waited. \`wait\` returned at ${seconds(settled ?? 0)}.`,
      expected: 'A task that is cancelled in the queue has ended when `cancel` returns.',
      help: 'Settle the outcome in `cancel`. Do not wait until a worker finds the task.',
      lesson: 'context',
    });
  }
});

test('cancel-running', async () => {
  const workers = random.integer(2, 3);
  const others = blockers(workers - 2, () => ({ takes: 20_000 }));
  const polite = plan('polite', { takes: 30_000, cleanUp: 1500 });
  const deaf = plan('deaf', { takes: 7000, whenCancelled: 'goes on' });
  const waiting = plans(3, () => ({ takes: 2500 }));
  const hasty = plans(3, () => ({ takes: 60_000 }));
  const events = await play('perform', script(workers, 'watched', [
    ...submitAt(0, random.shuffle([polite, deaf, ...others])),
    ...submitAt(500, waiting),
    { at: 2000, do: 'cancel', name: 'polite' },
    { at: 3000, do: 'cancel', name: 'deaf' },
  ]));
  const race = await play('cancelAtOnce', { workers, plans: hasty });

  const all = lives(events);
  judgePolite(all.get('polite'));
  judgeDeaf(events, all.get('deaf'), workers);
  for (const { name } of [...others, ...waiting]) {
    const { outcome } = all.get(name) ?? { name };
    judge(outcome?.status === 'done', {
      did: `Two other tasks were cancelled. The task “${name}” was not, and it ended so: ${inWords(outcome)}.`,
      expected: 'Cancelling a task concerns this task alone.',
      help: 'Give each task a context of its own.',
      lesson: 'context',
    });
  }
  for (const { name } of hasty) judgeHasty(lives(race).get(name));
});

function judgePolite(polite: Life | undefined): void {
  judge(polite?.sawCancellation !== undefined && polite.sawCancellation <= 2010, {
    did: polite?.sawCancellation === undefined
      ? 'A running task was cancelled at 2 s. Its context was never cancelled, and it ran on to its end.'
      : `A running task was cancelled at 2 s. Its context was cancelled only at ${seconds(polite.sawCancellation)}.`,
    expected: 'A running task sees its context cancelled at once.',
    help: 'Follow the context from where it is made to the call of `run`, and its cancel function to `cancel`.',
    lesson: 'context',
  });
  judge(polite.outcome?.status === 'cancelled', {
    did: `A running task was cancelled, saw it, and threw the context's error. Its outcome was: ${inWords(polite.outcome)}.`,
    expected: 'A task that throws after it was cancelled has the outcome `cancelled`.',
    help: 'When a task throws, ask its context whether somebody had cancelled it.',
    lesson: 'context',
  });
  judge(polite.settled !== undefined && polite.ended !== undefined && polite.settled >= polite.ended, {
    did: `A running task was cancelled at 2 s and needed 1.5 s to clean up. \`wait\` returned at ${seconds(polite.settled ?? 0)}.`,
    expected: 'A task that runs has ended when its function has returned or thrown.',
    help: 'Cancelling the context is a request. Let the worker wait for the function, and settle the outcome then.',
    lesson: 'context',
  });
}

function judgeDeaf(events: readonly Event[], deaf: Life | undefined, workers: number): void {
  const many = tooMany(events, workers);
  judge(many === undefined, {
    did: `A running task was cancelled and went on for a while. Meanwhile its worker took another task: ${count(many?.count ?? 0, 'task')} ran in a pool of ${count(workers, 'worker')}.`,
    expected: 'A worker stays with its task until the function has returned or thrown.',
    help: 'Cancelling the context is a request. The worker still has to wait for the function.',
    lesson: 'worker-pools',
  });
  const order = events.findIndex((event) => event.what === 'cancel' && event.task === 'deaf');
  const answer = events.find((event, index) => index > order && event.what === 'cancel returned' && event.task === 'deaf');
  judge(answer !== undefined && answer.at <= 3010, {
    did: `\`cancel\` was called for a running task at 3 s and returned at ${seconds(answer?.at ?? 0)}.`,
    expected: '`cancel` cancels the context of a running task and returns. It does not wait for the task.',
    help: 'Do not hold a lock that `cancel` needs, and do not be busy with something else, while a task runs.',
    lesson: 'context',
  });
  judge(deaf?.outcome?.status === 'done', {
    did: `A running task was cancelled, took no notice, and returned its value. Its outcome was: ${inWords(deaf?.outcome)}.`,
    expected: 'A task whose function returns is `done`, cancelled or not: the value is there.',
    help: 'Let the way the function ended decide about the outcome.',
    lesson: 'context',
  });
}

function judgeHasty(hasty: Life | undefined): void {
  judge(hasty?.outcome?.status === 'cancelled', {
    did: `A task was cancelled right after \`submit\` had returned. ${hasty?.started === undefined ? '' : `It had started, and ran for ${seconds((hasty.ended ?? 0) - hasty.started)}. `}Its outcome was: ${inWords(hasty?.outcome)}.`,
    expected: 'The task never starts, or it starts and sees its context cancelled. Its outcome is `cancelled` either way.',
    help: 'Between the moment a worker takes a task and the moment its function runs, `cancel` may be called. What does it find then?',
    lesson: 'context',
  });
}
