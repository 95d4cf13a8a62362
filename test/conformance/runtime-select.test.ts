import { expect, test } from 'vitest';
import { chan, go, gosched, nilChan, run, select, sync, time, type Channel } from '../../src/index.ts';
import { holds } from './schedules.ts';

test.each([0, 10])('src/runtime/chan_test TestSelfSelect: a select that sends and receives on one channel never meets itself (capacity %i)', (capacity) => holds(async (rounds) => {
  const ch = chan<number>(capacity);
  const wg = new sync.WaitGroup();
  const met = (self: number, event: { case: 'sent' } | { case: 'ch'; value: unknown }): void => {
    if (event.case === 'ch' && capacity === 0) expect(event.value).toBe(1 - self);
  };
  for (const self of [0, 1]) {
    wg.go(async () => {
      for (let i = 0; i < rounds; i++) {
        met(self, i % 2 === 0 ? await select({ sent: select.send(ch, self), ch }) : await select({ ch, sent: select.send(ch, self) }));
      }
    });
  }
  await wg.wait();
}, { native: 1_000, explored: 8 }));

test('src/runtime/chan_test TestSelectStress: plain operations and selects on four channels lose nothing', () => holds(async (count) => {
  const channels = [chan<number>(), chan<number>(), chan<number>(2), chan<number>(3)];
  const received = [0, 0, 0, 0];
  const tally = (k: number): void => { received[k] = (received[k] ?? 0) + 1; };
  const wg = new sync.WaitGroup();
  for (const [k, ch] of channels.entries()) {
    wg.go(async () => { for (let i = 0; i < count; i++) await ch.send(i); });
    wg.go(async () => {
      for (let i = 0; i < count; i++) {
        expect((await ch.receiveOk())[1]).toBe(true);
        tally(k);
      }
    });
  }
  const each = async (choose: (open: Channel<number>[]) => Promise<number>, note: (k: number) => void): Promise<void> => {
    const open = [...channels];
    const counts = [0, 0, 0, 0];
    for (let i = 0; i < 4 * count; i++) {
      const k = await choose(open);
      note(k);
      counts[k] = (counts[k] ?? 0) + 1;
      if (counts[k] === count) open[k] = nilChan();
    }
  };
  wg.go(() => each(async (open) => (await select(open.map((ch) => select.send(ch, 0)))).case, () => {}));
  wg.go(() => each(async (open) => (await select(open)).case, tally));
  await wg.wait();
  expect(received).toEqual(channels.map(() => 2 * count));
  expect(channels.map(({ length }) => length)).toEqual([0, 0, 0, 0]);
}, { native: 1_000, explored: 2 })); // Go: 100,000 values a channel

test('src/runtime/chan_test TestChanSendInterface: a select sends objects as they are', () => holds(async () => {
  const ch = chan<object>(1);
  const [first, second] = [{}, {}];
  await ch.send(first);
  expect((await select({ a: select.send(ch, first), default: true })).case).toBe('default');
  expect((await select({ a: select.send(ch, first), b: select.send(ch, second), default: true })).case).toBe('default');
  expect(await ch.receive()).toBe(first);
  const { case: sent } = await select({ a: select.send(ch, first), b: select.send(ch, second), default: true });
  expect(await ch.receive()).toBe(sent === 'a' ? first : second);
}));

test('src/runtime/chan_test TestPseudoRandomSend: a select between two values sends both', () => run(async () => {
  const count = 100;
  const ch = chan<number>(count);
  const mu = new sync.Mutex();
  const got: number[] = [];
  await mu.lock();
  go(async () => {
    for (let i = 0; i < count; i++) {
      await gosched();
      got.push(await ch.receive() ?? -1);
    }
    mu.unlock();
  });
  for (let i = 0; i < count; i++) await select({ one: select.send(ch, 1), zero: select.send(ch, 0) });
  await mu.lock();
  // The chance that fewer than 11 of 100 are the same is below 10⁻¹⁶.
  expect(got.filter((value) => value === 0).length).toBeGreaterThan(count / 10);
  expect(got.filter((value) => value === 1).length).toBeGreaterThan(count / 10);
}));

test('src/runtime/chan_test TestSelectDuplicateChannel: a channel may stand twice in one select, and leaves no waiter behind', () => holds(async () => {
  const [c, d, e] = [chan<number>(), chan<number>(), chan<number>()];
  const done = chan<unknown>(1);
  go(async () => {
    await select({ first: c, second: c, d });
    await e.send(9);
  });
  await time.sleep(1);
  go(async () => done.send(await c.receive()));
  await time.sleep(1);
  await d.send(7);
  await e.receive();
  await c.send(8);
  expect(await done.receive()).toBe(8);
}));
