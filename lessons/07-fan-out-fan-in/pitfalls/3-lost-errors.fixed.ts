// expect: output unordered
// | task 0: cannot be divided
// | task 7: cannot be divided
// | task 14: cannot be divided
// | 17 results, 3 errors
import {
  run, go, chan, sync, type SendChannel,
} from 'concurrency-tutor';

interface Answer {
  readonly task: number;
  readonly outcome: number | Error;
}

function divide(task: number): number | Error {
  if (task % 7 === 0) return new Error('cannot be divided');
  return 420 / task;
}

async function worker(
  from: number, answers: SendChannel<Answer>,
): Promise<void> {
  for (let task = from; task < from + 10; task++) {
    await answers.send({ task, outcome: divide(task) });
  }
}

await run(async () => {
  const answers = chan<Answer>();
  const workers = new sync.WaitGroup();
  for (const from of [0, 10]) workers.go(worker, from, answers);
  go(async () => {
    await workers.wait();
    answers.close();
  });
  let results = 0;
  let errors = 0;
  for await (const { task, outcome } of answers) {
    if (outcome instanceof Error) {
      console.log(`task ${task}: ${outcome.message}`);
      errors++;
    } else results++;
  }
  console.log(`${results} results, ${errors} errors`);
});
