// expect: output
// | connections opened: 3
// | 30 answers in 1000 ms
// | connections closed: 3
import {
  run, atomic, chan, defer, sync, time,
} from 'concurrency-tutor';

/** Stands for a database, which is slow to connect to. */
class Database {
  readonly opened = new atomic.Int32();
  readonly closed = new atomic.Int32();

  connect() {
    this.opened.add(1);
    return {
      query: async (id: number): Promise<string> => {
        await time.sleep(100);
        return `row ${id}`;
      },
      close: (): void => void this.closed.add(1),
    };
  }
}

await run(async () => {
  const start = time.now();
  const database = new Database();
  const ids = chan<number>();
  const rows = new Array<string>(30); // a place for each answer
  const workers = new sync.WaitGroup();
  for (let n = 0; n < 3; n++) {
    workers.go(async () => {
      const connection = database.connect(); // one for its whole life
      using _close = defer(() => connection.close());
      for await (const id of ids) rows[id] = await connection.query(id);
    });
  }
  for (let id = 0; id < 30; id++) await ids.send(id);
  ids.close();
  await workers.wait();
  console.log('connections opened:', database.opened.load());
  const elapsed = Math.round(time.since(start));
  console.log(`${rows.length} answers in ${elapsed} ms`);
  console.log('connections closed:', database.closed.load());
});
