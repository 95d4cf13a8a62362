// expect: output
// | ok 6, failed 4, refused 2
// | failures by kind: {"pdf":3,"fax":1}
// | workers: 2, restarts: 4
import { run, atomic, chan, select, sync, time } from 'concurrency-tutor';
import { Denylist } from './denylist.ts';

type Outcome = 'ok' | 'failed' | 'refused';

interface Task {
  readonly kind: string;
  readonly handle: () => Promise<void>;
}

/** Each place has one worker at a time. After a failure, a new one. */
class ResilientPool {
  readonly #queue = chan<Task>(20);
  readonly #stopping = chan<void>();
  readonly #places = new sync.WaitGroup();
  readonly #denylist = new Denylist(3);
  readonly #counting = new sync.Mutex(); // guards the next two
  readonly outcomes = { ok: 0, failed: 0, refused: 0 };
  readonly failuresByKind: Record<string, number> = {};
  readonly failuresByPlace: number[] = [];
  readonly alive = new atomic.Int32();

  constructor(places: number) {
    for (let place = 0; place < places; place++) {
      this.failuresByPlace[place] = 0;
      this.#places.go(() => this.#fill(place));
    }
  }

  /** One goroutine for each place, so nothing is counted twice. */
  async #fill(place: number): Promise<void> {
    while (await this.#work() === 'failed') {
      const failures = (this.failuresByPlace[place] ?? 0) + 1;
      this.failuresByPlace[place] = failures; // a restart keeps it
      await select({ // a pause that grows, and that a stop ends
        pause: time.after(failures * 100 * time.Millisecond),
        stop: this.#stopping,
      });
    }
  }

  /** The life of one worker: to its first failure, or to the end. */
  async #work(): Promise<'failed' | 'ended'> {
    this.alive.add(1);
    for await (const task of this.#queue) {
      const outcome = await this.#perform(task);
      await this.#count(task.kind, outcome);
      if (outcome !== 'failed') continue;
      this.alive.add(-1);
      return 'failed';
    }
    this.alive.add(-1);
    return 'ended';
  }

  async #perform({ kind, handle }: Task): Promise<Outcome> {
    if (this.#denylist.refuses(kind)) return 'refused';
    try {
      await handle();
      return 'ok';
    } catch {
      this.#denylist.failed(kind);
      return 'failed';
    }
  }

  async #count(kind: string, outcome: Outcome): Promise<void> {
    using _lock = await this.#counting.acquire();
    this.outcomes[outcome]++;
    if (outcome !== 'failed') return;
    this.failuresByKind[kind] = (this.failuresByKind[kind] ?? 0) + 1;
  }

  async submit(task: Task): Promise<void> {
    await this.#queue.send(task);
  }

  async stop(): Promise<void> {
    this.#queue.close(); // what lies in it is still done
    this.#stopping.close();
    await this.#places.wait();
  }
}

async function handle(kind: string): Promise<void> {
  await time.sleep(10);
  if (kind !== 'mail') throw new Error(`no ${kind} today`);
}

await run(async () => {
  const pool = new ResilientPool(2);
  const kinds = 'pdf mail pdf mail fax mail pdf mail mail mail pdf pdf';
  for (const kind of kinds.split(' ')) {
    await pool.submit({ kind, handle: () => handle(kind) });
    await time.sleep(time.Second); // so that the pauses are over
  }
  const alive = pool.alive.load();
  await pool.stop();
  const { ok, failed, refused } = pool.outcomes;
  console.log(`ok ${ok}, failed ${failed}, refused ${refused}`);
  console.log('failures by kind:', JSON.stringify(pool.failuresByKind));
  const restarts = pool.failuresByPlace.reduce((sum, n) => sum + n, 0);
  console.log(`workers: ${alive}, restarts: ${restarts}`);
});
