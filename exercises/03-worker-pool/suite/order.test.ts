import { judge, random, scenario } from 'concurrency-tutor/suite';
import { test } from 'vitest';
import type { Event } from './log.ts';
import { idle, wrongOrder } from './oracle.ts';
import { blockers, plans, script, seconds, submitAt } from './plans.ts';
import type { Plan, Script } from './scenarios.ts';
import type * as scenarios from './scenarios.ts';

const play = scenario<typeof scenarios>();

test('priority', async () => {
  const workers = random.integer(1, 2);
  const busy = blockers(workers, (index) => ({ takes: 2500 + index * 1000 }));
  // The most urgent ones come first: what comes later and overtakes is the next check.
  const top = [90, 90, 80];
  const rest = random.shuffle([-5, 0, 0.5, 3, 3, 3, 12, 12]);
  const waiting = plans(top.length + rest.length, (index) => ({ priority: [...top, ...rest][index] ?? 0, takes: random.integer(1, 3) * 1000 }));
  const events = await play('perform', script(workers, 'ignored', [...submitAt(0, busy), ...submitAt(500, waiting)]));

  judgeStarted(events, workers);
  const inverted = wrongOrder(events, waiting, (a, b) => a.priority > b.priority);
  judge(inverted === undefined, {
    did: `“${inverted?.first.name}” (priority ${inverted?.first.priority}) started at ${seconds(inverted?.at ?? 0)}, while “${inverted?.second.name}” (priority ${inverted?.second.priority}) had been waiting since ${seconds(inverted?.since ?? 0)}.`,
    expected: 'A worker that becomes free takes the waiting task with the largest priority.',
    help: 'Look at where a worker gets its next task, and in which order the queue hands tasks out.',
    lesson: 'worker-pools',
  });
  const jumped = wrongOrder(events, waiting, (a, b) => a.priority === b.priority && waiting.indexOf(a) < waiting.indexOf(b));
  judge(jumped === undefined, {
    did: `“${jumped?.first.name}” and “${jumped?.second.name}” both have priority ${jumped?.first.priority}. “${jumped?.second.name}” was submitted first, and “${jumped?.first.name}” started first.`,
    expected: 'Among equals, the task that was submitted first starts first.',
    help: 'A heap does not keep equal elements in order. Number the tasks as they come in, and compare the numbers when the priorities are equal.',
    lesson: 'worker-pools',
  });
});

test('overtake', async () => {
  const workers = random.integer(1, 3);
  const busy = blockers(workers, (index) => ({ takes: 5000 + index * 500 }));
  const patient = plans(5, (index) => ({ priority: random.integer(1, 3), takes: 1000 + index * 500 }));
  const [first, second] = patient.splice(0, 2).map((one, index) => ({ ...one, priority: 10 + index })) as [Plan, Plan];
  const crowd = manyTasks();
  const events = await play('perform', script(workers, 'ignored', [
    ...submitAt(0, busy),
    ...submitAt(1000, patient),
    ...submitAt(2000, [first]),
    ...submitAt(4000, [second]),
  ]));

  judgeStarted(events, workers);
  const late = wrongOrder(events, [...patient, first, second], (a, b) => a.priority > b.priority);
  judge(late === undefined, {
    did: `“${late?.second.name}” (priority ${late?.second.priority}) was submitted at ${seconds(late?.since ?? 0)}, while all workers were busy. “${late?.first.name}” (priority ${late?.first.priority}) still started before it, at ${seconds(late?.at ?? 0)}.`,
    expected: 'An urgent task overtakes every task that waits, also one that came much earlier.',
    help: 'Choose the next task at the moment a worker is free to start it. A task that has already left the queue, into a channel\'s buffer or to a blocked send, cannot be overtaken.',
    lesson: 'worker-pools',
  });

  const many = await play('perform', crowd.script);
  const inverted = wrongOrder(many, crowd.finished, (a, b) => a.priority > b.priority);
  judge(inverted === undefined, {
    did: `${crowd.finished.length} tasks were submitted, and others were cancelled while they waited. “${inverted?.first.name}” (priority ${inverted?.first.priority}) started at ${seconds(inverted?.at ?? 0)}, while “${inverted?.second.name}” (priority ${inverted?.second.priority}) had been waiting since ${seconds(inverted?.since ?? 0)}.`,
    expected: 'A worker that becomes free takes the waiting task with the largest priority, however many wait and whatever was taken out before.',
    help: 'Try your queue by itself, with twenty numbers in a random order, and take some out of its middle.',
    lesson: 'worker-pools',
  });
});

/** A long queue for one worker: tasks come in a random order, some are cancelled out of its middle, more come while it gets shorter. */
function manyTasks(): { readonly script: Script; readonly finished: readonly Plan[] } {
  const priorities = random.shuffle(Array.from({ length: 30 }, (_, index) => index));
  const all = plans(priorities.length, (index) => ({ priority: priorities[index] ?? 0, takes: 1000 }));
  const [early, late] = [all.slice(0, 22), all.slice(22)];
  const cancelled = random.shuffle(early).slice(0, 6);
  return {
    script: script(1, 'ignored', [
      ...submitAt(0, blockers(1, () => ({ takes: 3000 }))),
      ...submitAt(500, early),
      ...cancelled.map(({ name }) => ({ at: 1000, do: 'cancel', name }) as const),
      ...late.flatMap((one, index) => submitAt(3500 + 2000 * index, [one])),
    ]),
    finished: all.filter((one) => !cancelled.includes(one)),
  };
}

function judgeStarted(events: readonly Event[], workers: number): void {
  const rest = idle(events, workers);
  judge(rest === undefined, {
    did: `The task “${rest?.waiting[0]}” waited from ${seconds(rest?.from ?? 0)} to ${seconds(rest?.to ?? 0)}, although a worker was free.`,
    expected: 'As long as a task waits, every worker is busy.',
    help: 'Check who wakes a worker when there is more than one task to take.',
    lesson: 'worker-pools',
  });
}
