// expect: output
// | 3 tasks done, 7 abandoned
import { run, time } from 'concurrency-tutor';
import { Scheduler } from './scheduler.ts';

await run(async () => {
  const scheduler = new Scheduler(1);
  for (let id = 0; id < 10; id++) {
    scheduler.submit({ id, priority: 1, work: () => time.sleep(100) });
  }
  const { abandoned } = await scheduler.stop(250 * time.Millisecond);
  let done = 0;
  // closed, and the reports are still in the buffer
  for await (const _ of scheduler.done) done++;
  console.log(`${done} tasks done, ${abandoned} abandoned`);
});
