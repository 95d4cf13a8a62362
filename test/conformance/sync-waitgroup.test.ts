import { expect, test } from 'vitest';
import { atomic, chan, go, Panic, panic, run, runtime, sync, time } from '../../src/index.ts';
import { blocks, holds } from './schedules.ts';

test('src/sync/waitgroup_test TestWaitGroup: two groups make a barrier that may be used again', () => holds(async (rounds) => {
  const count = rounds > 2 ? 16 : 3;
  const [arrived, released] = [new sync.WaitGroup(), new sync.WaitGroup()];
  for (let round = 0; round < rounds; round++) {
    arrived.add(count);
    released.add(count);
    const exited = chan<true>(count);
    for (let i = 0; i < count; i++) {
      go(async () => {
        arrived.done();
        await released.wait();
        await exited.send(true);
      });
    }
    await arrived.wait();
    for (let i = 0; i < count; i++) {
      expect(exited.tryReceive()).toBe(undefined);
      released.done();
    }
    for (let i = 0; i < count; i++) await exited.receive();
  }
}, { native: 8, explored: 2 }));

test('src/sync/waitgroup_test TestWaitGroupMisuse: more dones than adds panic', async () => {
  await expect(run(() => {
    const wg = new sync.WaitGroup();
    wg.add(1);
    wg.done();
    wg.done();
  })).rejects.toEqual(new Panic('sync: negative WaitGroup counter'));
});

test('src/sync/waitgroup_test TestWaitGroupMisuse: a negative add beyond the counter panics', () => run(() => {
  const wg = new sync.WaitGroup();
  wg.add(2);
  expect(() => wg.add(-3)).toThrow('sync: negative WaitGroup counter');
  wg.add(-2);
}));

test('src/sync/waitgroup_test TestWaitGroupMisuse3: a group that grows before an earlier wait has returned panics', async () => {
  await expect(run(async () => {
    const wg = new sync.WaitGroup();
    wg.add();
    go(async () => {
      wg.done();
      wg.add();
      await chan().receive();
    });
    await wg.wait();
  })).rejects.toEqual(new Panic('sync: WaitGroup is reused before previous Wait has returned'));
});

test('src/sync/waitgroup_test TestWaitGroupRace: wait never returns before the last done', () => holds(async (rounds) => {
  for (let i = 0; i < rounds; i++) {
    const wg = new sync.WaitGroup();
    const n = new atomic.Int32();
    for (let g = 0; g < 2; g++) {
      wg.add(1);
      go(() => {
        n.add(1);
        wg.done();
      });
    }
    await wg.wait();
    expect(n.load()).toBe(2);
  }
}, { native: 1_000, explored: 3 }));

test('src/sync/waitgroup documentation: any number may wait, and all are woken', () => holds(async () => {
  const [wg, waiting] = [new sync.WaitGroup(), new sync.WaitGroup()];
  const woken = new atomic.Int32();
  wg.add();
  for (let i = 0; i < 5; i++) {
    waiting.go(async () => {
      await wg.wait();
      woken.add(1);
    });
  }
  await time.sleep(1);
  expect(woken.load()).toBe(0);
  wg.done();
  await waiting.wait();
  expect(woken.load()).toBe(5);
}));

test('src/sync/waitgroup documentation: a wait for a counter at zero returns at once; above zero it blocks', async () => {
  await run(() => new sync.WaitGroup().wait());
  await blocks(async () => {
    const wg = new sync.WaitGroup();
    wg.add();
    await wg.wait();
  });
});

test('src/sync/waitgroup_test TestWaitGroupGo: the group waits for what it starts', () => holds(async () => {
  const wg = new sync.WaitGroup();
  const finished: number[] = [];
  for (let i = 0; i < 3; i++) {
    wg.go(async (n) => {
      await time.sleep(n);
      finished.push(n);
    }, i);
  }
  await wg.wait();
  expect(finished.toSorted((a, b) => a - b)).toEqual([0, 1, 2]);
}));

test('src/sync/waitgroup_test TestWaitGroupGo: a function that ends by goexit is done', () => holds(async () => {
  const wg = new sync.WaitGroup();
  wg.go(() => runtime.goexit());
  await wg.wait();
}));

test('src/sync/waitgroup TestIssue76126: a panic in the group ends the program before anybody is woken', async () => {
  let woken = false;
  await expect(run(async () => {
    const wg = new sync.WaitGroup();
    wg.go(() => panic('test'));
    await wg.wait();
    woken = true;
  })).rejects.toMatchObject({ value: 'test' });
  expect(woken).toBe(false);
});
