// expect: output
// | quick: an answer
// | slow: gave up after 2000 ms
import { run, go, chan, select, time, type ReceiveChannel } from 'concurrency-tutor';

function ask(delay: number): ReceiveChannel<string> {
  const answer = chan<string>(1);
  go(async () => {
    await time.sleep(delay);
    await answer.send('an answer');
  });
  return answer;
}

async function waitFor(answer: ReceiveChannel<string>): Promise<string> {
  const start = time.now();
  const event = await select({
    answer,
    late: time.after(2 * time.Second),
  });
  if (event.case === 'late') {
    return `gave up after ${Math.round(time.since(start))} ms`;
  }
  return event.value ?? 'no answer';
}

await run(async () => {
  console.log('quick:', await waitFor(ask(100)));
  console.log('slow:', await waitFor(ask(3000)));
});
