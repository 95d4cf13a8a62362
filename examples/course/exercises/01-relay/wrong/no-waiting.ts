import { go, sync, type ReceiveChannel } from 'concurrency-tutor';

export async function startAll(names: readonly string[], start: ReceiveChannel<never>): Promise<string[]> {
  void start;
  const ran: string[] = [];
  const runners = new sync.WaitGroup();
  for (const name of names) {
    runners.add(1);
    go(async () => {
      ran.push(name);
      runners.done();
    });
  }
  await runners.wait();
  return ran;
}
