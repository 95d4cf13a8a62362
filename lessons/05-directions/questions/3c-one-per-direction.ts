// expect: output
// | 5 is odd
// | 8 is even
import {
  run, go, chan, defer, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

async function answerAll(
  questions: ReceiveChannel<number>,
  answers: SendChannel<string>,
): Promise<void> {
  using _close = defer(() => answers.close());
  for await (const n of questions)
    await answers.send(`${n} is ${n % 2 === 0 ? 'even' : 'odd'}`);
}

await run(async () => {
  const questions = chan<number>();
  const answers = chan<string>();
  go(answerAll, questions, answers);
  for (const n of [5, 8]) {
    await questions.send(n);
    console.log(await answers.receive());
  }
  questions.close();
});
