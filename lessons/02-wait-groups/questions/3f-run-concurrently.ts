// expect: output
// | lengths: 3, 6, 5
import { run, sync, time } from 'concurrency-tutor';

/** Calls `work` for every task at once, waits for all of them, and gives the answers in the order of the tasks. */
async function runConcurrently<Task, Answer>(
  tasks: readonly Task[],
  work: (task: Task) => Promise<Answer>,
): Promise<Answer[]> {
  const answers = new Array<Answer>(tasks.length);
  const wg = new sync.WaitGroup();
  for (const [index, task] of tasks.entries()) {
    wg.go(async () => {
      answers[index] = await work(task);
    });
  }
  await wg.wait();
  return answers;
}

await run(async () => {
  const lengths = await runConcurrently(['tea', 'coffee', 'water'], async (word) => {
    await time.sleep((10 - word.length) * time.Millisecond);
    return word.length;
  });
  console.log(`lengths: ${lengths.join(', ')}`);
});
