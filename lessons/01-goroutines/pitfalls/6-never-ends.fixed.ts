// expect: output
// | request 1 answered by near
// | request 2 answered by near
// | request 3 answered by near
// | goroutines left behind: 0
import { run, go, chan, runtime, time, type SendChannel } from 'concurrency-tutor';

async function ask(server: string, delay: number, answers: SendChannel<string>): Promise<void> {
  await time.sleep(delay);
  await answers.send(server); // never waits: there is room for every answer
}

async function fastest(): Promise<string | undefined> {
  const answers = chan<string>(2); // as many places as senders
  go(ask, 'near', 10, answers);
  go(ask, 'far', 300, answers);
  return await answers.receive();
}

await run(async () => {
  for (const request of [1, 2, 3]) {
    console.log('request', request, 'answered by', await fastest());
  }
  await time.sleep(1 * time.Second);
  console.log('goroutines left behind:', runtime.numGoroutine() - 1);
});
