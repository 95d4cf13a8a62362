// expect: output
// | after 1.0 s: 0 tasks wait
// | task 33: the urgent queue is full
// | task 34: the urgent queue is full
// | a free worker answered after 0.1 s
// | 38 tasks done, 0 abandoned
// | 0.1 s: 6 7 8
// | 0.2 s: 9 16 17
// | 0.3 s: 0 18 19
// | 0.4 s: 1 2 3
// | 0.5 s: 4 5 10
// | 0.6 s: 11 12 13
// | 0.7 s: 14 15
// | 1.2 s: 20 21 22
// | 1.3 s: 23 24 25
// | 1.4 s: 26 27 28
// | 1.5 s: 29 30 31
// | 1.6 s: 32
// | 3.1 s: 40 41 42
// | 3.2 s: 43 44
import { run, sync, time } from 'concurrency-tutor';
import { Scheduler } from './scheduler.ts';

await run(async () => {
  const start = time.now();
  const clock = () => (time.since(start) / 1000).toFixed(1);
  const scheduler = new Scheduler(3);
  const submit = (id: number, priority: number) => {
    try {
      scheduler.submit({ id, priority, work: () => time.sleep(100) });
    } catch (error) {
      console.log((error as Error).message);
    }
  };

  // The tasks that are done, by the time at which they were done.
  const finished = new Map<string, number[]>();
  const collector = new sync.WaitGroup();
  collector.go(async () => {
    for await (const { id } of scheduler.done) {
      finished.set(clock(), [...(finished.get(clock()) ?? []), id]);
    }
  });

  for (let id = 0; id < 20; id++) submit(id, id % 10);
  await time.sleep(1 * time.Second);
  const waiting = await scheduler.waiting();
  console.log(`after ${clock()} s: ${waiting} tasks wait`);

  await time.sleep(100);
  for (let id = 20; id < 35; id++) submit(id, 9); // a rush
  await time.sleep(20); // now all workers are busy
  const asked = time.now();
  await scheduler.waiting();
  const took = (time.since(asked) / 1000).toFixed(1);
  console.log(`a free worker answered after ${took} s`);

  await time.sleep(3 * time.Second - time.since(start));
  for (let id = 40; id < 45; id++) submit(id, 1); // just before the end
  const left = await scheduler.stop(2 * time.Second);
  await collector.wait();

  const total = [...finished.values()].flat().length;
  console.log(`${total} tasks done, ${left.abandoned} abandoned`);
  for (const [when, ids] of finished) {
    console.log(`${when} s:`, ...ids.sort((a, b) => a - b));
  }
});
