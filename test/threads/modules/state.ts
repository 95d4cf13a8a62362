import { gosched, type threads } from 'concurrency-tutor';

let calls = 0;

export async function change(given: { n: number }, log: threads.SendChannel<string>): Promise<void> {
  given.n++;
  await log.send(`${++calls} ${given.n}`);
}

export function changeSync(log: threads.SendChannel<string>): void {
  log.sendSync('x');
}

export async function count(mu: threads.Mutex, total: threads.Int32): Promise<void> {
  using _lock = await mu.acquire();
  const before = total.load();
  await gosched();
  total.store(before + 1);
}
