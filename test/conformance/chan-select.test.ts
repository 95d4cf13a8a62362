import { expect, test } from 'vitest';
import { chan, go, gosched, nilChan, panic, select, time, type Channel, type ReceiveChannel } from '../../src/index.ts';
import { receivesFrom } from '../../src/runtime/channel.ts';
import type { ChannelCore } from '../../src/runtime/channel-core.ts';
import { holds, holdsLeaving } from './schedules.ts';

test('test/chan/doubleselect: one select completes exactly one of its cases', () => holds(async (rounds) => {
  const lanes = [chan<number>(), chan<number>(), chan<number>(), chan<number>()] as const;
  const merged = chan<number>();
  const done = chan<true>();
  go(async () => {
    for (let i = 0; i < rounds; i++) await select(lanes.map((lane) => select.send(lane, i)));
    for (const lane of lanes) lane.close();
  });
  for (const lane of lanes) {
    go(async () => {
      for await (const value of lane) await merged.send(value);
      await done.send(true);
    });
  }
  go(async () => {
    for (const _lane of lanes) await done.receive();
    merged.close();
  });
  const seen = new Set<number>();
  for await (const value of merged) {
    expect(seen).not.toContain(value);
    seen.add(value);
  }
  expect(seen.size).toBe(rounds);
}, { native: 2_000, explored: 6 })); // Go: 100,000 rounds

test('test/chan/select: values of all cases are evaluated in every round, chosen or not, and a nil channel is off', () => holds(async () => {
  let evaluated = 0;
  let shift = 0;
  const value = (): number => {
    evaluated++;
    return 1 << shift;
  };
  const fill = async (first: Channel<number>, second: Channel<number>): Promise<number> => {
    let [a, b] = [first, second];
    for (let sent = 0; ; sent++, shift++) {
      const event = await select({ a: select.send(a, value()), b: select.send(b, value()), default: true });
      if (event.case === 'default') return sent;
      if (event.case === 'a') a = nilChan();
      else b = nilChan();
    }
  };
  const [a, b] = [chan<number>(1), chan<number>(1)];
  expect(await fill(a, b)).toBe(2);
  expect((await a.receive() ?? 0) | (await b.receive() ?? 0)).toBe(3);
  expect(await fill(a, nilChan())).toBe(1);
  // Two values a round: three rounds the first time, two the second.
  expect(evaluated).toBe(10);
}));

test('test/chan/select2: a case that was not chosen leaves no waiter behind', () => holds(async (rounds) => {
  const [busy, idle, stop] = [chan<number>(), chan<number>(), chan<true>()];
  go(async () => {
    for (let i = 0; i < rounds; i++) await select({ sent: select.send(busy, i), idle });
    await stop.receive();
  });
  for (let i = 0; i < rounds; i++) {
    const event = await select({ busy, idle });
    expect(event).toEqual({ case: 'busy', ok: true, value: i });
  }
  // No public question shows a waiter that nobody will wake; the queues do.
  const inner = idle[receivesFrom] as ChannelCore<number>;
  expect([inner.receivers.length, inner.senders.length]).toEqual([0, 0]);
  expect(idle.trySend(0)).toBe(false);
  await stop.send(true);
}, { native: 5_000, explored: 10 })); // Go: 100,000 rounds, and asks the heap

test('test/chan/select2: a case that panics as its channel is closed leaves no waiter behind', () => holds(async () => {
  const [closing, idle, done] = [chan<number>(), chan<number>(), chan<true>(1)];
  go(async () => {
    await expect(select({ sent: select.send(closing, 1), idle })).rejects.toThrow('send on closed channel');
    await done.send(true);
  });
  await time.sleep(1);
  closing.close();
  await done.receive();
  expect((idle[receivesFrom] as ChannelCore<number>).receivers.length).toBe(0);
}));

test('test/chan/select4: the body of a case runs only when it is chosen', () => holds(async () => {
  const [ready, idle] = [chan<number>(1), chan<number>()];
  await ready.send(42);
  const target = { a: 0 };
  const event = await select({ idle, ready });
  switch (event.case) {
    case 'idle': throw new Error('nobody sent on idle');
    case 'ready': target.a = event.value ?? 0;
  }
  expect(target.a).toBe(42);
}));

test('test/chan/select5: channels and values are evaluated once, in the order they are written', () => holds(async () => {
  const order: string[] = [];
  const noted = <T>(name: string, value: T): T => {
    order.push(name);
    return value;
  };
  const [a, b, c] = [chan<number>(1), chan<number>(), chan<number>()];
  await select({
    first: noted('a', a).receiveOnly(),
    second: select.send(noted('b', b), noted('value for b', 1)),
    third: noted('c', c),
    fourth: select.send(noted('a again', a), noted('value for a', 2)),
  });
  expect(order).toEqual(['a', 'b', 'value for b', 'c', 'a again', 'value for a']);
}));

test('test/chan/select6: a waiter in the queue behind a select that took another case is not lost', () => holds(async () => {
  const [c1, c2, c3] = [chan<true>(), chan<true>(), chan<true>()];
  go(() => c1.receive());
  go(async () => {
    const event = await select({ c1, c2 });
    if (event.case === 'c1') panic('only one plain receiver has been served');
    await c3.send(true);
    await c1.receive();
  });
  go(() => c2.send(true));
  await c3.receive();
  await c1.send(true);
  await c1.send(true);
}));

const receivers: Record<string, (ch: ReceiveChannel<number>) => Promise<unknown>> = {
  'a plain receive': (ch) => ch.receive(),
  'a select of one receive': (ch) => select({ ch }),
  'a select of two receives': (ch) => select({ ch, other: chan<number>() }),
};
const senders: Record<string, (ch: Channel<number>) => Promise<unknown>> = {
  'a plain send': (ch) => ch.send(1),
  'a select of one send': (ch) => select({ sent: select.send(ch, 1) }),
  'a select of two sends': (ch) => select({ sent: select.send(ch, 1), other: select.send(chan<number>(), 1) }),
};
const meetings = Object.keys(senders).flatMap((sender) => Object.keys(receivers).map((receiver) => [sender, receiver] as const));

test.each(meetings)('test/chan/select7: %s and %s meet', (sender, receiver) => holds(async () => {
  const ch = chan<number>();
  const received = chan<true>();
  go(async () => {
    await receivers[receiver]?.(ch);
    await received.send(true);
  });
  await gosched();
  await senders[sender]?.(ch);
  await received.receive();
}));

test('test/chan/sieve2: a proxy that switches its sending case on and off never blocks and keeps order', () => holdsLeaving(async (size) => {
  const [input, output] = [chan<number>(2), chan<number>()];
  go(async () => {
    const queue: number[] = [];
    for (;;) {
      const [head] = queue;
      const event = await select({ input, out: head === undefined ? null : select.send(output, head) });
      if (event.case === 'out') queue.shift();
      else if (event.ok) queue.push(event.value);
    }
  });
  for (let i = 0; i < size; i++) await input.send(i);
  for (let i = 0; i < size; i++) expect(await output.receive()).toBe(i);
}, { native: 1_000, explored: 10 }));
