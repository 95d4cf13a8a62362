import { describe, expect, test } from 'vitest';
import { chan, type Channel, context, errgroup, go, gosched, panic, run, time } from '../../src/index.ts';

describe('errgroup', () => {
  test('wait rejects with the first error, after all have ended', () => run(async () => {
    const group = new errgroup.Group();
    let ended = 0;
    const [second, third] = [chan<never>(), chan<never>()];
    const failing = (name: string, before: Channel<never> | undefined, after: Channel<never> | undefined) => async (): Promise<void> => {
      await before?.receive();
      ended++;
      after?.close();
      throw new Error(name);
    };
    await group.go(failing('third', third, undefined));
    await group.go(failing('first', undefined, second));
    await group.go(failing('second', second, third));
    await expect(group.wait()).rejects.toThrow('first');
    expect(ended).toBe(3);
  }));

  test('wait resolves when nobody fails', () => run(async () => {
    const group = new errgroup.Group();
    await group.go(() => gosched());
    await group.wait();
  }));

  test('the first error cancels the context, with the error as cause', () => run(async () => {
    const [group, ctx] = errgroup.withContext(context.background());
    const failure = new Error('first');
    await group.go(() => { throw failure; });
    await group.go(async () => { await ctx.done().receive(); });
    await expect(group.wait()).rejects.toBe(failure);
    expect(ctx.err()).toBe(context.Canceled);
    expect(context.cause(ctx)).toBe(failure);
  }));

  test('the context ends when wait returns', () => run(async () => {
    const [group, ctx] = errgroup.withContext(context.background());
    await group.wait();
    expect(ctx.err()).toBe(context.Canceled);
  }));

  test('go waits while the limit is reached, tryGo does not', () => run(async () => {
    const group = new errgroup.Group();
    group.setLimit(2);
    let running = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, ++running);
      await time.sleep(1);
      running--;
    };
    for (let i = 0; i < 6; i++) await group.go(work);
    expect(group.tryGo(work)).toBe(false);
    await group.wait();
    expect(most).toBe(2);
    expect(group.tryGo(work)).toBe(true);
    await group.wait();
  }));

  test('a limit cannot be changed while goroutines are running, but one can be set', () => run(async () => {
    const group = new errgroup.Group();
    await group.go(() => time.sleep(1));
    group.setLimit(4);
    await group.go(() => time.sleep(1));
    expect(() => group.setLimit(3)).toThrow(/modify limit while 2 goroutines/);
    await group.wait();
  }));

  test('a panic in the group ends the program', async () => {
    expect(await run(async () => {
      const group = new errgroup.Group();
      await group.go(() => panic('boom'));
      await group.wait();
    }).catch((error: unknown) => error)).toMatchObject({ name: 'Panic', value: 'boom', goroutine: { id: 2 } });
  });

  test('goroutines that wait for room get it in order', () => run(async () => {
    const group = new errgroup.Group();
    group.setLimit(1);
    const started: number[] = [];
    const gate = chan<void>();
    await group.go(async () => { await gate.receive(); });
    for (let i = 0; i < 3; i++) go(async () => { await group.go(() => void started.push(i)); });
    await gosched();
    gate.close();
    await time.sleep(5);
    await group.wait();
    expect(started).toEqual([0, 1, 2]);
  }));
});
