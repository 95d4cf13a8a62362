// expect: deadlock
import { run, go, chan, type SendChannel } from 'concurrency-tutor';

async function ask(
  server: 'up' | 'down', answer: SendChannel<string>,
): Promise<void> {
  if (server === 'up') await answer.send('42');
  // A server that is down says nothing.
}

await run(async () => {
  const answer = chan<string>(1);
  go(ask, 'down', answer);
  console.log('answer:', await answer.receive());
});
