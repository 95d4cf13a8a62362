import { Worker } from 'node:worker_threads';
import { go, Panic, run, select, threads } from './built.ts';
import { afterAll, expect, test } from 'vitest';
import { leftToFullTier } from '../support/full-tier.ts';
import { actors } from './actors.ts';

const KILLS = 1_000;
/** On a crowded machine one in some hundred of these programs has ended with a RangeError of the engine in place of the panic; until its cause is found this belongs to the full tier. */
const isLeft = leftToFullTier('threads killed at random moments, which takes minutes');

/** Every thread that was ever given something. */
const workers = new Set<Worker>();
const { postMessage } = Worker.prototype;
Worker.prototype.postMessage = function (this: Worker, ...args: Parameters<typeof postMessage>): void {
  workers.add(this);
  this.once('exit', () => workers.delete(this));
  postMessage.apply(this, args);
};
afterAll(() => { Worker.prototype.postMessage = postMessage; });

/** What was received before the end, and the end. */
interface Outcome {
  readonly received: readonly number[];
  readonly end: unknown;
}

/** Runs a program that keeps its threads busy, and terminates one of them at a moment that chance chooses. */
async function killed(): Promise<Outcome> {
  const received: number[] = [];
  const end: unknown = await run(async () => {
    const [numbers, relayed] = [threads.chan<number>(Math.floor(Math.random() * 3)), threads.chan<number>(2)];
    const [mu, counter] = [new threads.Mutex(), new threads.Int32()];
    // Two at a time: starting a thread is what takes long here.
    const cast = [
      () => threads.go(actors, 'produce', numbers, 0, 1e9),
      () => threads.go(actors, 'relaySync', numbers, relayed),
      () => threads.go(actors, 'produceSync', numbers, 1e9, 1e9),
      () => threads.go(actors, 'countLockedSync', mu, counter, 1e9),
    ];
    const producer = Math.random() < 0.5 ? 0 : 2;
    cast[producer]?.();
    cast[Math.random() < 0.5 ? 1 : 3]?.();
    go(async () => {
      for (;;) {
        const lock = await mu.acquire();
        lock[Symbol.dispose]();
      }
    });
    for (;;) {
      const event = await select({ numbers, relayed });
      received.push(event.value ?? NaN);
      if (received.length === 20) setTimeout(kill, Math.random() * 10);
    }
  }).then(() => 'returned', (error: unknown) => error);
  return { received, end };
}

function kill(): void {
  const living = [...workers];
  void living[Math.floor(Math.random() * living.length)]?.terminate();
}

test.skipIf(isLeft)('a thread terminated at any moment is a panic, nobody waits for ever, and no value arrives twice', { timeout: 600_000 }, async () => {
  for (let n = 0; n < KILLS; n++) {
    const { received, end } = await killed();
    expect(end).toBeInstanceOf(Panic);
    expect((end as Panic).message).toMatch(/^the thread of (produce|produceSync|relaySync|countLockedSync) of actors\.ts has died: it was terminated$/);
    expect(new Set(received).size).toBe(received.length);
  }
});
