// expect: output
// | 3 parts are fine
// | 2 troubles, the worst one: fatal, gearbox is missing
import {
  run, go, chan, defer, sync, type ReceiveChannel,
} from 'concurrency-tutor';

const grades = ['warning', 'error', 'fatal'] as const;

interface Trouble {
  readonly grade: (typeof grades)[number];
  readonly what: string;
}

class Collector {
  readonly #lock = new sync.Mutex();
  readonly #troubles: Trouble[] = [];

  async add(trouble: Trouble): Promise<void> {
    await this.#lock.lock();
    using _unlock = defer(() => this.#lock.unlock());
    this.#troubles.push(trouble);
  }

  /** A copy, the worst first. */
  async all(): Promise<Trouble[]> {
    await this.#lock.lock();
    using _unlock = defer(() => this.#lock.unlock());
    return this.#troubles.toSorted(
      (a, b) => grades.indexOf(b.grade) - grades.indexOf(a.grade));
  }
}

/** Lets the parts through that are fine. */
function check(
  parts: string[], broken: Record<string, Trouble>, found: Collector,
): ReceiveChannel<string> {
  const out = chan<string>();
  go(async () => {
    using _close = defer(() => out.close());
    for (const part of parts) {
      const trouble = broken[part];
      if (trouble === undefined) await out.send(part);
      else await found.add(trouble);
    }
  });
  return out.receiveOnly();
}

await run(async () => {
  const found = new Collector();
  const parts = ['wheel', 'mirror', 'engine', 'gearbox', 'seat'];
  let fine = 0;
  const checked = check(parts, {
    mirror: { grade: 'warning', what: 'mirror is scratched' },
    gearbox: { grade: 'fatal', what: 'gearbox is missing' },
  }, found);
  for await (const _ of checked) fine++;
  console.log(fine, 'parts are fine');
  const troubles = await found.all();
  const worst = `${troubles[0]?.grade}, ${troubles[0]?.what}`;
  console.log(troubles.length, 'troubles, the worst one:', worst);
});
