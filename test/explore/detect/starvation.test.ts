import { describe, expect, test } from 'vitest';
import { chan, go, gosched, select, sync } from '../../../src/index.ts';
import { exploreProgram, type Finding } from '../../../src/explore/index.ts';

const findingOf = async (program: () => unknown): Promise<Finding | undefined> => (await exploreProgram(program, { schedules: 4, stopAfter: 1, maxSteps: 12_000 })).report.findings[0];

/** Two that hand a lock to each other, for ever: whoever only asks never finds it free. */
function handTo(mu: sync.Mutex): void {
  for (const name of ['left', 'right']) {
    go(async () => {
      for (;;) {
        using _held = await mu.acquire();
        await gosched();
        if (name === '') return;
      }
    });
  }
}

describe('a goroutine that only asks, and never gets it, starves', () => {
  test('before a lock that is handed from one to the other', async () => {
    const finding = await findingOf(async () => {
      const mu = new sync.Mutex('mu');
      handTo(mu);
      await gosched();
      while (!mu.tryLock()) await gosched();
    });
    expect(finding).toMatchObject({ kind: 'livelock', detail: 'starvation', goroutines: [{ id: 1 }, { id: 2 }, { id: 3 }] });
    expect(finding?.message).toMatch(/main has tried \d+ times in vain to lock `mu`.* Others have had it \d+ times meanwhile/);
  });
});

describe('who goes round in circles without anybody before it does not', () => {
  test.each<[string, () => unknown]>([
    ['alone', async () => { const ch = chan(); for (;;) await select({ ch, default: true }); }],
    ['beside others that have to do with other things', async () => {
      const [mine, others] = [chan<number>(), chan<number>(1)];
      go(async () => { for (;;) { await others.send(1); await others.receive(); } });
      for (;;) await select({ mine, default: true });
    }],
  ])('%s', async (_name, program) => {
    const finding = await findingOf(program);
    expect(finding?.kind).toBe('livelock');
    expect(finding?.detail).toBeUndefined();
  });
});
