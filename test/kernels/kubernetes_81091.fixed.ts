// The calls are counted atomically.
import { atomic, chan, defer, sync } from 'concurrency-tutor';

class FakeFilter {
  readonly calls = new atomic.Int32();

  filter(_node: string): boolean {
    this.calls.add(1);
    return true;
  }
}

async function parallelize(workers: number, pieces: number, doWork: (piece: number) => Promise<void>): Promise<void> {
  const toProcess = chan<number>(pieces);
  for (let piece = 0; piece < pieces; piece++) await toProcess.send(piece);
  toProcess.close();
  const wg = new sync.WaitGroup();
  for (let worker = 0; worker < workers; worker++) {
    wg.go(async function processPieces() {
      for await (const piece of toProcess) await doWork(piece);
    });
  }
  await wg.wait();
}

export default async function main(): Promise<void> {
  const filter = new FakeFilter();
  const mu = new sync.Mutex();
  const fitting: string[] = [];
  await parallelize(3, 6, async (piece) => {
    const node = `node-${piece}`;
    if (!filter.filter(node)) return;
    await mu.lock();
    using _unlock = defer(() => mu.unlock());
    fitting.push(node);
  });
  console.log(fitting.length);
}
