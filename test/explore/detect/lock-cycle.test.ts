import { describe, expect, test } from 'vitest';
import { errgroup, go, gosched, sync, time } from '../../../src/index.ts';
import { exploreProgram, replayProgram, type Finding } from '../../../src/explore/index.ts';

/** Something that goes on for ever, so that the program as a whole is never at rest. */
function tick(): void {
  go(async function ticking() {
    for (;;) await time.sleep(10);
  });
}

const findingsOf = async (program: () => unknown, schedules = 50): Promise<readonly Finding[]> => (await exploreProgram(program, { schedules, stopAfter: 1 })).report.findings;
const edgesOf = (finding: Finding | undefined): unknown => finding?.cycle?.map(({ goroutine, resource, holder, role }) => [goroutine, resource, holder, role]);

async function oppositeOrder(start: (name: string, work: () => Promise<void>) => void): Promise<void> {
  const [a, b] = [new sync.Mutex('a'), new sync.Mutex('b')];
  const both = async (first: sync.Mutex, second: sync.Mutex): Promise<void> => {
    using _first = await first.acquire();
    using _second = await second.acquire();
  };
  start('left', () => both(a, b));
  start('right', () => both(b, a));
}

describe('goroutines that wait for each other in a circle are found while others go on', () => {
  test.each<[string, () => unknown, unknown]>([
    ['a lock taken twice by its owner', async () => {
      const mu = new sync.Mutex('mu');
      tick();
      await mu.lock();
      await mu.lock();
    }, [[1, '`mu`', 1, 'write']]],
    ['a lock taken twice, the first time by tryLock', async () => {
      const mu = new sync.Mutex('mu');
      tick();
      mu.tryLock();
      await mu.lock();
    }, [[1, '`mu`', 1, 'write']]],
    ['a writer that wants what it reads', async () => {
      const mu = new sync.RWMutex('mu');
      tick();
      await mu.rLock();
      await mu.lock();
    }, [[1, '`mu`', 1, 'read']]],
    ['two locks in opposite order', async () => {
      const wg = new sync.WaitGroup('wg');
      tick();
      await oppositeOrder((_name, work) => wg.go(work));
      await wg.wait();
    }, [[3, '`b`', 4, 'write'], [4, '`a`', 3, 'write']]],
    ['a reader that reads again behind a writer', async () => {
      const mu = new sync.RWMutex('mu');
      tick();
      go(async () => { await mu.lock(); mu.unlock(); });
      await mu.rLock();
      await gosched();
      await mu.rLock();
    }, [[3, '`mu`', 1, 'read'], [1, '`mu`', 3, 'queued']]],
    ['a once that asks for itself', async () => {
      const once = new sync.Once('once');
      tick();
      await once.do(() => once.do(() => {}));
    }, [[1, '`once`', 1, 'write']]],
    ['a wait group waited for under the lock that its goroutine wants', async () => {
      const mu = new sync.Mutex('mu');
      const wg = new sync.WaitGroup('wg');
      tick();
      await mu.lock();
      wg.go(async () => { await mu.lock(); mu.unlock(); });
      await wg.wait();
    }, [[1, '`wg`', 3, 'member'], [3, '`mu`', 1, 'write']]],
    ['a goroutine of a full errgroup that starts another in it', async () => {
      const group = new errgroup.Group();
      group.setLimit(1);
      tick();
      await group.go(() => group.go(() => {}));
      await group.wait();
    }, [[3, '`group`', 3, 'member']]],
  ])('%s', async (_name, program, edges) => {
    const [finding] = await findingsOf(program);
    expect(finding).toMatchObject({ kind: 'deadlock', detail: 'lock-cycle', topic: 'deadlock.lock-cycle' });
    expect(edgesOf(finding)).toEqual(edges);
  });

  test('also when main has long returned', async () => {
    const findings = await findingsOf(async () => {
      await oppositeOrder((_name, work) => go(work));
      await time.sleep(1);
    });
    expect(findings).toMatchObject([{ kind: 'deadlock', detail: 'lock-cycle' }]);
    expect(findings[0]?.goroutines.map(({ id }) => id).sort()).toEqual([2, 3]);
  });

  test('those who wait for one of them are named too, those who go on are not', async () => {
    const [finding] = await findingsOf(async () => {
      const wg = new sync.WaitGroup('wg');
      tick();
      await oppositeOrder((_name, work) => wg.go(work));
      await wg.wait();
    });
    expect(finding?.goroutines.map(({ id, state }) => [id, state])).toEqual([[3, 'sync.Mutex.Lock'], [4, 'sync.Mutex.Lock'], [1, 'sync.WaitGroup.Wait']]);
  });

  test('the circle says where each lock was taken, and a replay gives the same', async () => {
    const program = async (): Promise<void> => {
      const mu = new sync.Mutex('mu');
      await mu.lock();
      await mu.lock();
    };
    const [finding] = await findingsOf(program);
    expect(finding?.cycle?.[0]).toMatchObject({ waitingOn: 'for the lock `mu`', takenAt: { line: expect.any(Number) as number }, takenStep: expect.any(Number) as number });
    const again = await replayProgram(finding?.replay ?? '', program);
    expect(again.report.findings[0]?.cycle).toEqual(finding?.cycle);
  });
});

describe('nobody is called stuck', () => {
  test.each<[string, () => unknown]>([
    ['whose lock another unlocks later', async () => {
      const mu = new sync.Mutex();
      await mu.lock();
      go(async () => {
        for (let i = 0; i < 30; i++) await gosched();
        mu.unlock();
      });
      await mu.lock();
    }],
    ['who uses two locks as signals', async () => {
      const [ping, pong] = [new sync.Mutex(), new sync.Mutex()];
      await ping.lock();
      await pong.lock();
      const wg = new sync.WaitGroup();
      wg.go(async () => {
        for (let i = 0; i < 5; i++) {
          await ping.lock();
          pong.unlock();
        }
      });
      for (let i = 0; i < 5; i++) {
        ping.unlock();
        await pong.lock();
      }
      await wg.wait();
    }],
    ['who waits on a condition under its lock', async () => {
      const mu = new sync.Mutex();
      const changed = new sync.Cond(mu);
      let ready = false;
      go(async () => {
        using _held = await mu.acquire();
        ready = true;
        changed.broadcast();
      });
      using _held = await mu.acquire();
      while (!ready) await changed.wait();
    }],
    ['who takes locks in one order, with readers and writers', async () => {
      const [outer, inner] = [new sync.RWMutex(), new sync.Mutex()];
      const wg = new sync.WaitGroup();
      for (let i = 0; i < 3; i++) {
        wg.go(async () => {
          using _outer = i === 0 ? await outer.acquire() : await outer.rAcquire();
          await gosched();
          using _inner = await inner.acquire();
        });
      }
      await wg.wait();
    }],
    ['who waits for a group while its goroutines take turns at a lock', async () => {
      const mu = new sync.Mutex();
      const group = new errgroup.Group();
      group.setLimit(2);
      for (let i = 0; i < 4; i++) await group.go(async () => { using _held = await mu.acquire(); await gosched(); });
      await group.wait();
    }],
  ])('%s', async (_name, program) => {
    expect((await exploreProgram(program, { schedules: 200 })).report.verdict).toBe('pass');
  });
});

test('a goroutine that waits for its own end is told so', async () => {
  const [finding] = await findingsOf(async () => {
    const group = new errgroup.Group();
    await group.go(async () => { await group.wait(); });
    await group.wait();
  });
  expect(finding?.message).toContain('which goes on when that goroutine itself has ended. Nobody can wait for its own end.');
});
