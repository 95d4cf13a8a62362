// expect: output
// | no answer within two seconds
import { run, go, chan, select, time, type SendChannel } from 'concurrency-tutor';

async function ask(
  server: 'up' | 'down', answer: SendChannel<string>,
): Promise<void> {
  if (server === 'up') await answer.send('42');
  // A server that is down says nothing.
}

await run(async () => {
  const answer = chan<string>(1);
  go(ask, 'down', answer);
  const event = await select({
    answer,
    late: time.after(2 * time.Second),
  });
  console.log(event.case === 'answer' ? `answer: ${event.value}` : 'no answer within two seconds');
});
