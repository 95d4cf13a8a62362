import { channel, move, shutdown, spawn } from 'multithreading';
import { type Contestant, rate } from '../kinds.ts';

async function closing<T>(body: () => Promise<T>): Promise<T> {
  try {
    return await body();
  } finally {
    shutdown();
  }
}

/** One channel of numbers, from a thread to this one. */
async function home(count: number): Promise<void> {
  const [tx, rx] = channel<number>(1_024);
  spawn(move(tx, count), async (sender, all) => {
    for (let n = 0; n < all; n++) await sender.send(n);
  });
  for (let n = 0; n < count; n++) await rx.recv();
}

async function across(producers: number, consumers: number, count: number): Promise<void> {
  const [tx, rx] = channel<number>(1_024);
  const handles = [
    ...Array.from({ length: producers }, () => spawn(move(tx.clone(), count / producers), async (sender, all) => {
      for (let n = 0; n < all; n++) await sender.send(n);
    })),
    ...Array.from({ length: consumers }, () => spawn(move(rx.clone(), count / consumers), async (receiver, all) => {
      for (let n = 0; n < all; n++) await receiver.recv();
    })),
  ];
  await Promise.all(handles.map((handle) => handle.join()));
}

export const contestant: Contestant = {
  'round-trips': (size) => closing(async () => {
    const [[to, from], [back, answers]] = [channel<number>(1), channel<number>(1)];
    spawn(move(from, back), async (receiver, sender) => {
      for (;;) {
        const received = await receiver.recv();
        if (!received.ok) return;
        await sender.send(received.value);
      }
    });
    const rounds = async (count: number): Promise<void> => {
      for (let n = 0; n < count; n++) {
        await to.send(n);
        await answers.recv();
      }
    };
    await rounds(1_000);
    return rate(size, () => rounds(size));
  }),
  'numbers-across': (size) => closing(async () => {
    await across(1, 1, 10_000);
    return rate(size / 10, () => across(1, 1, size / 10));
  }),
  'numbers-home': (size) => closing(async () => {
    await home(10_000);
    return rate(size / 10, () => home(size / 10));
  }),
  'objects-home': (size) => closing(async () => {
    const pass = async (count: number): Promise<void> => {
      const [tx, rx] = channel<object>(64);
      spawn(move(tx, count), async (sender, all) => {
        for (let n = 0; n < all; n++) {
          await sender.send({ id: n, name: `order ${n}`, lines: Array.from({ length: 12 }, (_, line) => ({ line, article: `article ${line}`, price: line * 1.25, sold: true })), note: 'x'.repeat(200) });
        }
      });
      for (let n = 0; n < count; n++) await rx.recv();
    };
    await pass(500);
    return rate(size / 10, () => pass(size / 10));
  }),
  'empty-tasks': (size) => closing(async () => {
    const flood = (count: number): Promise<unknown> => Promise.all(Array.from({ length: count }, () => spawn(() => {}).join()));
    await flood(2_000);
    return rate(size, () => flood(size));
  }),
  'start': () => closing(async () => {
    const began = performance.now();
    await spawn(() => 1).join();
    return performance.now() - began;
  }),
};
