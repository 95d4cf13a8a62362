import { expect, test } from 'vitest';
import { chan, go, gosched, sync } from '../../../src/index.ts';
import { exploreProgram, type Finding } from '../../../src/explore/index.ts';

const findingOf = async (program: () => unknown): Promise<Finding | undefined> => (await exploreProgram(program, { schedules: 20, stopAfter: 1 })).report.findings[0];
const edgesOf = (finding: Finding | undefined): unknown => finding?.cycle?.map(({ goroutine, resource, holder, role }) => [goroutine, resource, holder, role]);

test('two goroutines that wait for each other on channels stand in a circle', async () => {
  const finding = await findingOf(async () => {
    const [orders, receipts] = [chan<number>(0, 'orders'), chan<number>(0, 'receipts')];
    go(async function clerk() {
      for await (const order of orders) await receipts.send(order);
    });
    await orders.send(1);
    await receipts.receive();
    await orders.send(2);
    await orders.send(3); // BROKEN: the clerk waits for somebody to take the receipt
  });
  expect(finding).toMatchObject({ kind: 'deadlock', detail: 'send' });
  expect(edgesOf(finding)).toEqual([[1, '`orders`', 2, 'received'], [2, '`receipts`', 1, 'received']]);
});

test('so do one that holds a lock and one that has received before', async () => {
  const finding = await findingOf(async () => {
    const mu = new sync.Mutex('mu');
    const values = chan<number>(0, 'values');
    go(async function taker() {
      for (;;) {
        await values.receive();
        using _held = await mu.acquire();
      }
    });
    await values.send(1);
    await gosched();
    await mu.lock();
    await values.send(2);
    await values.send(3); // BROKEN: under the lock that the taker wants
  });
  expect(finding?.kind).toBe('deadlock');
  expect(edgesOf(finding)).toEqual([[1, '`values`', 2, 'received'], [2, '`mu`', 1, 'write']]);
});

test('where nobody has anything to do with the other there is none', async () => {
  const finding = await findingOf(async () => {
    go(() => chan().receive());
    await chan().receive();
  });
  expect(finding?.kind).toBe('deadlock');
  expect(finding?.cycle).toBeUndefined();
});
