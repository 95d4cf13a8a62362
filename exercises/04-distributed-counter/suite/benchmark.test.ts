import { judge, random, scenario } from 'concurrency-tutor/suite';
import { test } from 'vitest';
import type { BenchHistory, MadeUp } from './scenarios.ts';
import type * as scenarios from './scenarios.ts';

const play = scenario<typeof scenarios>();
const perform = scenario<typeof scenarios>('real');

test('mutex-counter', async () => {
  const workers = random.integer(3, 5);
  const deltas = random.shuffle([1, -2, 30, 4]);
  const { count } = await play('useMutexCounter', { workers, deltas });
  const used = await play('watchLocks', { of: 'a mutex counter', changes: 5 });
  const expected = workers * deltas.reduce((sum, delta) => sum + delta, 0);
  judge(count === expected, {
    did: `${workers} goroutines added ${deltas.join(', ')} each to a MutexCounter. It counted ${count}.`,
    expected: `${expected}.`,
    help: 'Hold the lock from reading the number to writing it.',
    lesson: 'goroutines',
  });
  judge(used.length >= 6, {
    did: `Five changes and one \`read\` of a MutexCounter took a lock ${used.length} times.`,
    expected: 'Each of them takes the lock: that is what is measured.',
    help: 'Use a `sync.Mutex`, in `read` as well.',
    lesson: 'goroutines',
  });
});

test('measures', async () => {
  const contenders: MadeUp[] = random.shuffle([{ name: 'quick', takes: 200, loses: 0 }, { name: 'slow', takes: 1000, loses: 0 }]);
  const workers = random.shuffle([1, 3, 4, 7]);
  const changes = random.pick([10, 11, 13]);
  const history = await play('measure', { contenders, workers, changes });

  judge(history.threw === undefined, {
    did: `The counters were right, and \`benchmark\` threw: ${history.threw}`,
    expected: 'It returns its rows.',
    help: 'Compare the count with the number of changes after all workers have ended.',
  });
  const expected = workers.flatMap((number) => contenders.map(({ name }) => `${name} with ${number}`));
  const got = history.rows.map((row) => `${row.name} with ${row.workers}`);
  judge(got.join() === expected.join(), {
    did: `With the contenders ${contenders.map(({ name }) => name).join(', ')} and the numbers of workers ${workers.join(', ')}, the rows are: ${got.join(', ')}.`,
    expected: `${expected.join(', ')}.`,
    help: 'Two loops, the numbers of workers outside.',
  });
  judgeWork(history, contenders, workers, changes);
  for (const { name, workers: number, perSecond, changes: made } of history.rows) {
    const takes = contenders.find((one) => one.name === name)?.takes ?? 1;
    const seconds = (Math.ceil(changes / number) * takes) / 1000;
    judge(Math.abs(perSecond - changes / seconds) <= (changes / seconds) * 0.03 + 0.05 && made === changes, {
      did: `${changes} changes of ${takes} ms each by ${number} ${number === 1 ? 'worker' : 'workers'}: the row says ${made} changes, ${perSecond} a second.`,
      expected: `The busiest worker makes ${Math.ceil(changes / number)} changes, which takes ${seconds} s: that is ${(changes / seconds).toFixed(2)} a second.`,
      help: 'All workers run at the same time and share the changes evenly; the clock runs from the first start to the last end.',
      lesson: 'wait-groups',
    });
  }
});

function judgeWork({ events }: BenchHistory, contenders: readonly MadeUp[], workers: readonly number[], changes: number): void {
  const runs = workers.length * contenders.length;
  const counted = (what: string): number => events.filter((event) => event.what === what).length;
  judge(counted('made') === runs && counted('closed') === runs && counted('add') === runs * changes, {
    did: `${runs} measurements of ${changes} changes each: ${counted('made')} counters were made, ${counted('closed')} closed, and \`add\` was called ${counted('add')} times.`,
    expected: `A new counter for each measurement, ${runs * changes} changes in all, and each counter closed in the end.`,
    help: 'What does not divide evenly goes to the first workers, one each.',
  });
  const odd = events.find((event) => event.what === 'add' && event.delta !== 1);
  judge(odd === undefined, {
    did: `\`add(${odd?.what === 'add' ? odd.delta : ''})\` was called.`,
    expected: 'Each change adds 1.',
    help: 'So the count must be the number of changes.',
  });
  let open: string | undefined;
  for (const event of events) {
    judge(event.what !== 'made' || open === undefined, {
      did: `“${event.name}” was made while “${open}” had not been closed.`,
      expected: 'One measurement after the other: they would slow each other down.',
      help: 'Close the counter before you make the next one.',
    });
    if (event.what === 'made') open = event.name;
    if (event.what === 'closed') open = undefined;
  }
}

test('distrusts', async () => {
  const good: MadeUp = { name: 'good', takes: 100, loses: 0 };
  const bad: MadeUp = { name: random.pick(['leaky', 'forgetful']), takes: 100, loses: random.integer(1, 3) };
  const lossy = await play('measure', { contenders: [good, bad], workers: [2], changes: 8 });

  judge(lossy.threw?.includes(bad.name) === true, {
    did: `“${bad.name}” counted ${8 - bad.loses} of 8 changes. \`benchmark\` ${lossy.threw === undefined ? `returned ${lossy.rows.length} rows` : `threw: ${lossy.threw}`}.`,
    expected: `It throws an \`Error\` whose message names “${bad.name}”: how fast a wrong counter is says nothing.`,
    help: 'Read the count after the last worker, and compare.',
  });
  const made = lossy.events.filter(({ what }) => what === 'made').length;
  const closed = lossy.events.filter(({ what }) => what === 'closed').length;
  judge(made === closed, {
    did: `${made} counters were made and ${closed} closed, when one of them was wrong.`,
    expected: 'Each counter is closed in every case.',
    help: '`finally` is the place.',
  });
});

test('for-real', async () => {
  const changes = random.integer(1500, 2500);
  const rows = await perform('measureForReal', { counters: 4, workers: [1, 16], changes });
  judge(rows.length === 4 && rows.every((row) => row.changes === changes && Number.isFinite(row.perSecond) && row.perSecond > 10), {
    did: `On the real clock, ${changes} changes of your two counters by 1 and 16 workers gave the rows ${rows.map(({ name, workers, perSecond }) => `${name} with ${workers}: ${Math.round(perSecond)} a second`).join(', ') || 'none'}.`,
    expected: 'Four rows with sensible numbers.',
    help: 'Try `npx concurrency-tutor run demo.ts`: it makes the same measurements.',
    lesson: 'wait-groups',
  });
});
