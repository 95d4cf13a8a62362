/** The properties of the tests and examples of `golang.org/x/sync/errgroup`. */
import { describe, expect, test } from 'vitest';
import { atomic, chan, context, errgroup, go, gosched, Panic, run, runtime, select, time } from '../../src/index.ts';
import { isDone, thrownBy, underSchedules, verdictOf } from './under-schedules.ts';

const error1 = new Error('errgroup: 1');
const error2 = new Error('errgroup: 2');
const doom = new Error('errgroup: doomed');

type Result = Error | undefined;

/** A function of a group with the result given. */
const giving = (result: Result) => (): void => { if (result) throw result; };

/** What `wait` gives, as Go gives it. */
async function waited(group: errgroup.Group): Promise<unknown> {
  try {
    await group.wait();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('errgroup/TestZeroGroup: a group without context keeps its first error', () => {
  test.each<[name: string, results: Result[]]>([
    ['nothing', []],
    ['one that is well', [undefined]],
    ['one that fails', [error1]],
    ['well after a failure', [error1, undefined]],
    ['two failures', [error1, undefined, error2]],
    ['a failure at last', [undefined, undefined, error2]],
  ])('%s', (_name, results) => underSchedules(async () => {
    const group = new errgroup.Group();
    expect(await waited(new errgroup.Group())).toBeUndefined();
    let first: Result;
    for (const result of results) {
      await group.go(giving(result));
      first ??= result;
      expect(await waited(group)).toBe(first);
    }
  }));
});

const groups: [name: string, results: Result[], wanted: Result][] = [
  ['nothing', [], undefined],
  ['one that is well', [undefined], undefined],
  ['one that fails', [doom], doom],
  ['one that fails and one that is well', [doom, undefined], doom],
  ['one that is well and one that fails', [undefined, doom], doom],
];

describe('errgroup/TestWithContext: wait gives the error, and the context has ended by then', () => {
  test.each(groups)('%s', (_name, results, wanted) => underSchedules(async () => {
    const [group, ctx] = errgroup.withContext(context.background());
    for (const result of results) await group.go(giving(result));
    expect(await waited(group)).toBe(wanted);
    expect([isDone(ctx), ctx.err()]).toEqual([true, context.Canceled]);
  }));

  test('the first failure ends the others before wait returns', () => underSchedules(async () => {
    const [group, ctx] = errgroup.withContext(context.background());
    let ended = 0;
    for (let i = 0; i < 3; i++) await group.go(async () => {
      await ctx.done().receive();
      ended++;
      throw error2;
    });
    await group.go(async () => {
      await time.sleep(5);
      throw error1;
    });
    expect(await waited(group)).toBe(error1);
    expect(ended).toBe(3);
  }));

  test('a parent that ends, ends the group\'s context, and not the other way round', () => underSchedules(async () => {
    const [parent, cancel] = context.withCancel(context.background());
    const [other] = errgroup.withContext(parent);
    await other.go(giving(doom));
    expect(await waited(other)).toBe(doom);
    expect(isDone(parent)).toBe(false);
    const [group, ctx] = errgroup.withContext(parent);
    await group.go(async () => {
      await ctx.done().receive();
      throw ctx.err() ?? new Error('it should have ended');
    });
    cancel();
    expect(await waited(group)).toBe(context.Canceled);
  }));

  test('two that fail at once: one error wins, and it is the cause', async () => {
    const seen = new Set<unknown>();
    await underSchedules(async () => {
      const [group, ctx] = errgroup.withContext(context.background());
      for (const error of [error1, error2]) await group.go(async () => {
        await gosched();
        throw error;
      });
      const error = await waited(group);
      expect([error1, error2]).toContain(error);
      expect(context.cause(ctx)).toBe(error);
      seen.add(error);
    });
    expect(seen).toEqual(new Set([error1, error2]));
  });
});

describe('errgroup/TestCancelCause: the cause of the context is the error, or else Canceled', () => {
  test.each(groups)('%s', (_name, results, wanted) => underSchedules(async () => {
    const [group, ctx] = errgroup.withContext(context.background());
    for (const result of results) expect(group.tryGo(giving(result))).toBe(true);
    expect(await waited(group)).toBe(wanted);
    expect(context.cause(ctx)).toBe(wanted ?? context.Canceled);
  }));
});

test('errgroup/TestTryGo: it starts what there is room for, refuses the rest, and never waits', () => underSchedules(async () => {
  const group = new errgroup.Group();
  const room = 8;
  const ch = chan<void>();
  const fn = (): Promise<void> => ch.send();
  const take = (n: number): void => go(async () => { for (let i = 0; i < n; i++) await ch.receive(); });

  group.setLimit(room);
  for (let i = 0; i < room; i++) expect(group.tryGo(fn)).toBe(true);
  expect(group.tryGo(fn)).toBe(false);
  take(room);
  await group.wait();

  expect(group.tryGo(fn)).toBe(true);
  take(1);
  await group.wait();

  group.setLimit(1);
  expect([group.tryGo(fn), group.tryGo(fn)]).toEqual([true, false]);
  take(1);
  await group.wait();

  group.setLimit(0);
  for (let i = 0; i < 100; i++) expect(group.tryGo(fn)).toBe(false);
  await group.wait();
}));

test('errgroup/TestTryGo: a negative limit is none', () => underSchedules(async () => {
  const group = new errgroup.Group();
  group.setLimit(1);
  group.setLimit(-1);
  for (let i = 0; i < 20; i++) expect(group.tryGo(() => time.sleep(1))).toBe(true);
  await group.wait();
}));

test('errgroup/TestGoLimit: never more than the limit run at a time, and all of them run', () => underSchedules(async () => {
  const limit = 3;
  const group = new errgroup.Group();
  group.setLimit(limit);
  const active = new atomic.Int32();
  let ran = 0;
  for (let i = 0; i < 40; i++) await group.go(async () => {
    const n = active.add(1);
    if (n > limit) throw new Error(`${n} are running, at most ${limit} may`);
    await time.sleep(time.Microsecond);
    active.add(-1);
    ran++;
  });
  await group.wait();
  expect(ran).toBe(40);
}));

test('errgroup/TestGoLimit: it is held when several goroutines start them, with go and tryGo', () => underSchedules(async () => {
  const limit = 2;
  const group = new errgroup.Group();
  group.setLimit(limit);
  let active = 0;
  let ran = 0;
  const work = async (): Promise<void> => {
    if (++active > limit) throw new Error(`${active} are running, at most ${limit} may`);
    await gosched();
    active--;
    ran++;
  };
  const starters = new errgroup.Group();
  let tried = 0;
  for (let i = 0; i < 3; i++) await starters.go(async () => {
    for (let j = 0; j < 4; j++) {
      await group.go(work);
      if (group.tryGo(work)) tried++;
    }
  });
  await starters.wait();
  await group.wait();
  expect(ran).toBe(12 + tried);
}));

test('errgroup/TestGoLimit: with a limit of zero, go blocks for ever', async () => {
  expect(await verdictOf(async () => {
    const group = new errgroup.Group();
    group.setLimit(0);
    await group.go(() => {});
  })).toBe('deadlock');
});

test('errgroup/TestGoLimit: the limit cannot be changed while they run, and can afterwards', () => underSchedules(async () => {
  const group = new errgroup.Group();
  group.setLimit(2);
  await group.go(() => time.sleep(1));
  expect(thrownBy(() => group.setLimit(3))).toEqual(new Panic('errgroup: modify limit while 1 goroutines in the group are still active'));
  await group.wait();
  group.setLimit(3);
}));

test('errgroup/TestZeroGroup: a function that ends its goroutine is no failure, and leaves its place', () => underSchedules(async () => {
  const group = new errgroup.Group();
  group.setLimit(1);
  for (let i = 0; i < 3; i++) await group.go(() => runtime.goexit());
  expect(await waited(group)).toBeUndefined();
}));

test('errgroup/ExampleGroup_justErrors: wait waits for all, although one has failed', () => underSchedules(async () => {
  const group = new errgroup.Group();
  const fetched: number[] = [];
  for (const duration of [3, 1, 2]) await group.go(async () => {
    await time.sleep(duration);
    fetched.push(duration);
    if (duration === 1) throw doom;
  });
  expect(await waited(group)).toBe(doom);
  expect(fetched).toEqual([1, 2, 3]);
}));

test('errgroup/ExampleGroup_parallel: results have their places, whatever the order they come in', () => underSchedules(async () => {
  const [group] = errgroup.withContext(context.background());
  const results: string[] = [];
  for (const [i, kind] of ['web', 'image', 'video'].entries()) await group.go(async () => {
    await gosched();
    results[i] = `${kind} result`;
  });
  await group.wait();
  expect(results).toEqual(['web result', 'image result', 'video result']);
}));

test('errgroup/ExampleGroup_pipeline: stages that end with their context leave nobody behind', () => underSchedules(async () => {
  const [group, ctx] = errgroup.withContext(context.background());
  const [paths, sums] = [chan<number>(), chan<number>()];
  await group.go(async () => {
    try {
      for (let path = 0; ; path++) {
        if ((await select({ stop: ctx.done(), sent: select.send(paths, path) })).case === 'stop') return;
      }
    } finally {
      paths.close();
    }
  });
  for (let i = 0; i < 2; i++) await group.go(async () => {
    for await (const path of paths) {
      if (path === 5) throw doom;
      if ((await select({ stop: ctx.done(), sent: select.send(sums, path * path) })).case === 'stop') return;
    }
  });
  go(async () => {
    await waited(group);
    sums.close();
  });
  const seen: number[] = [];
  for await (const sum of sums) seen.push(sum);
  expect(await waited(group)).toBe(doom);
  expect(seen.every((sum) => [0, 1, 4, 9, 16].includes(sum) || sum > 25)).toBe(true);
}));

test('errgroup/TestWithContext: on the real clock too', () => run(async () => {
  const [group, ctx] = errgroup.withContext(context.background());
  await group.go(async () => {
    await time.sleep(1);
    throw doom;
  });
  await group.go(async () => { await ctx.done().receive(); });
  expect(await waited(group)).toBe(doom);
  expect(context.cause(ctx)).toBe(doom);
}));
