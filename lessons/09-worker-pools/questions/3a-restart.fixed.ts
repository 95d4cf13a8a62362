// expect: output
// | task 1 done
// | task 2 is broken
// | task 3 done
// | task 4 done
import { run, chan, sync, time } from 'concurrency-tutor';

const tasks = chan<number>(4);
const results = chan<string>(4);
const workers = new sync.WaitGroup();

function startWorker(): void {
  workers.go(async () => { // counted, and before the old one is done
    let inHand = 0;
    try {
      for await (const task of tasks) {
        inHand = task;
        await time.sleep(10);
        if (task === 2) throw new Error('is broken');
        await results.send(`task ${task} done`);
      }
    } catch (error) {
      const why = error instanceof Error ? error.message : error;
      await results.send(`task ${inHand} ${why}`); // not lost
      startWorker();
    }
  });
}

await run(async () => {
  startWorker();
  for (const task of [1, 2, 3, 4]) await tasks.send(task);
  tasks.close();
  await workers.wait();
  results.close();
  for await (const result of results) console.log(result);
});
