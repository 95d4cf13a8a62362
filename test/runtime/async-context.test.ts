import { AsyncLocalStorage } from 'node:async_hooks';
import { expect, test } from 'vitest';
import { chan, go, gosched, run, sync } from '../../src/index.ts';

const storage = new AsyncLocalStorage<string>();

test('a goroutine has the asynchronous context of the one that started it, each its own', async () => {
  const seen = await run(async () => {
    const names = chan<string>(3);
    for (const name of ['a', 'b', 'c']) storage.run(name, () => go(async () => names.send(`${storage.getStore()} ${await later()}`)));
    return [await names.receive(), await names.receive(), await names.receive()].toSorted((a, b) => String(a).localeCompare(String(b)));
  });
  expect(seen).toEqual(['a a', 'b b', 'c c']);
});

test('it keeps it when the event loop needs a turn before it starts', async () => {
  const count = 20_000;
  const wrong = await run(async () => {
    let others = 0;
    const wg = new sync.WaitGroup();
    for (let n = 0; n < count; n++) {
      storage.run(`${n}`, () => wg.go(async () => {
        for (let work = 0; work < 200; work++) Math.sqrt(work);
        if (storage.getStore() !== `${n}` || await later() !== `${n}`) others++;
      }));
    }
    await wg.wait();
    return others;
  });
  expect(wrong).toBe(0);
});

test('one that is woken keeps its own, not that of whoever woke it', async () => {
  const seen = await run(async () => {
    const values = chan<number>();
    const done = chan<string>();
    storage.run('receiver', () => go(async () => {
      await values.receive();
      await done.send(storage.getStore() ?? 'none');
    }));
    await gosched();
    await storage.run('sender', () => values.send(1));
    return done.receive();
  });
  expect(seen).toBe('receiver');
});

async function later(): Promise<string | undefined> {
  await gosched();
  return storage.getStore();
}
