// expect: leak
import { run, go, chan, runtime, time, type SendChannel } from 'concurrency-tutor';

async function ask(server: string, delay: number, answers: SendChannel<string>): Promise<void> {
  await time.sleep(delay);
  await answers.send(server);
}

async function fastest(): Promise<string | undefined> {
  const answers = chan<string>();
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
