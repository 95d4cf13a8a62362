// expect: output
// | 0 s: failed
// | 1 s: failed
// | 2 s: refused
// | 20 s: refused
// | 32 s: failed
// | 33 s: refused
// | 63 s: done
// | 64 s: done
import { run, time } from 'concurrency-tutor';

interface Entry {
  failures: number;
  until: number;
}

/** Two failures of a kind of task, and it is refused for 30 seconds. */
class Denylist {
  readonly #entries = new Map<string, Entry>();

  /** No await in here: nobody comes between look and change. */
  mayTry(kind: string): boolean {
    const entry = this.#entries.get(kind);
    if (entry === undefined || entry.failures < 2) return true;
    if (time.now() < entry.until) return false;
    entry.until = Infinity; // one may try, the others wait for its end
    return true;
  }

  failed(kind: string): void {
    const entry = this.#entries.get(kind) ?? { failures: 0, until: 0 };
    entry.failures++;
    entry.until = time.now() + 30 * time.Second;
    this.#entries.set(kind, entry);
  }

  succeeded(kind: string): void {
    this.#entries.delete(kind);
  }
}

async function attempt(
  denylist: Denylist, kind: string, handle: () => Promise<void>,
): Promise<string> {
  if (!denylist.mayTry(kind)) return 'refused';
  try {
    await handle();
    denylist.succeeded(kind);
    return 'done';
  } catch {
    denylist.failed(kind);
    return 'failed';
  }
}

await run(async () => {
  const denylist = new Denylist();
  const start = time.now();
  const broken = async (): Promise<void> => {
    if (time.since(start) < 60 * time.Second) throw new Error('broken');
  };
  for (const second of [0, 1, 2, 20, 32, 33, 63, 64]) {
    await time.sleep(start + second * time.Second - time.now());
    const outcome = await attempt(denylist, 'invoice', broken);
    console.log(`${second} s: ${outcome}`);
  }
});
