import { go, sync, type ReceiveChannel } from 'concurrency-tutor';

/** Starts a goroutine for each name; each waits for the signal, then adds its name to the list. Resolves when all have run. */
export async function startAll(names: readonly string[], start: ReceiveChannel<never>): Promise<string[]> {
  const ran: string[] = [];
  const runners = new sync.WaitGroup();
  for (const name of names) {
    runners.add(1);
    go(async () => {
      await start.receive();
      ran.push(name);
      runners.done();
    });
  }
  await runners.wait();
  return ran;
}
