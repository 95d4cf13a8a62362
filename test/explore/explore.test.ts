import { describe, expect, test } from 'vitest';
import { atomic, chan, context, defer, errgroup, go, gosched, nilChan, panic, run, runtime, select, sync, time } from '../../src/index.ts';
import { exploreProgram, type Exploration } from '../../src/explore/index.ts';
import { loadText } from './load-text.ts';

const explored = (program: () => unknown, schedules = 200): Promise<Exploration> => exploreProgram(program, { schedules });
const verdict = async (program: () => unknown, schedules?: number): Promise<string> => (await explored(program, schedules)).report.verdict;
const values = async (program: () => unknown, schedules?: number): Promise<unknown[]> =>
  [...new Set((await explored(program, schedules)).outcomes.map(({ value }) => value))].sort((a, b) => String(a).localeCompare(String(b)));

describe('findings', () => {
  test.each<[string, string, () => unknown]>([
    ['deadlock', 'a receive that nobody answers', () => chan().receive()],
    ['deadlock', 'a nil channel', () => nilChan().receive()],
    ['deadlock', 'two locks taken in opposite order', async () => {
      const [a, b] = [new sync.Mutex(), new sync.Mutex()];
      const wg = new sync.WaitGroup();
      const both = async (first: sync.Mutex, second: sync.Mutex): Promise<void> => {
        using _first = await first.acquire();
        using _second = await second.acquire();
      };
      wg.go(both, a, b);
      wg.go(both, b, a);
      await wg.wait();
    }],
    ['deadlock', 'a wait group that is never done', async () => { const wg = new sync.WaitGroup(); wg.add(); await wg.wait(); }],
    ['leak', 'a sender whose receiver has gone', async () => {
      const results = chan<number>();
      for (let i = 0; i < 2; i++) go(() => results.send(i));
      await results.receive();
    }],
    ['leak', 'a worker whose jobs are never closed', async () => {
      const jobs = chan<number>();
      go(async () => { for await (const _job of jobs); });
      await jobs.send(1);
    }],
    ['panic', 'a send that races a close', async () => {
      const ch = chan<number>(1);
      go(() => ch.send(1));
      ch.close();
      await gosched();
    }],
    ['panic', 'a panic in a goroutine', async () => { go(() => panic('boom')); await time.sleep(1); }],
    ['panic', 'an error thrown in a goroutine', async () => { go(() => { throw new Error('boom'); }); await time.sleep(1); }],
    ['error', 'an error thrown by main', () => { throw new Error('mine'); }],
    ['error', 'a promise that nobody awaits and that fails', async () => { void Promise.reject(new Error('dropped')); await time.sleep(1); }],
    ['livelock', 'a loop that asks a closed channel for ever', async () => { const ch = chan(); ch.close(); for (;;) await ch.receive(); }],
    ['livelock', 'a loop over a select with a default', async () => { const ch = chan(); for (;;) await select({ ch, default: true }); }],
    ['never-ends', 'a poller that main leaves behind', async () => { go(async () => { for (;;) await time.sleep(10); }); await gosched(); }],
    ['never-ends', 'a spinning goroutine that main leaves behind', async () => { go(async () => { for (;;) await gosched(); }); await gosched(); }],
    ['unawaited', 'two operations at once', async () => { const [a, b] = [chan<number>(1), chan<number>(1)]; await Promise.all([a.send(1), b.send(2)]); }],
    ['unawaited', 'ending with an operation in flight', async () => { go(() => { void chan<number>().send(1); }); await time.sleep(1); }],
    ['uncontrolled', 'a promise that nothing settles', () => new Promise(() => {})],
  ])('%s: %s', async (kind, _name, program) => {
    expect(await verdict(program)).toBe(kind);
  });
});

describe('correct programs', () => {
  test.each<[string, () => unknown]>([
    ['a pipeline', async () => {
      const source = chan<number>();
      const squares = chan<number>(2);
      go(async () => { using _close = defer(() => source.close()); for (let i = 1; i < 5; i++) await source.send(i); });
      go(async () => { using _close = defer(() => squares.close()); for await (const n of source) await squares.send(n * n); });
      let sum = 0;
      for await (const n of squares) sum += n;
      return sum;
    }],
    ['a pool with a mutex', async () => {
      const mu = new sync.Mutex();
      const wg = new sync.WaitGroup();
      let total = 0;
      for (let i = 0; i < 4; i++) wg.go(async () => {
        using _held = await mu.acquire();
        const before = total;
        await gosched();
        total = before + 1;
      });
      await wg.wait();
      return total;
    }],
    ['a daemon that outlives main', async () => { go.daemon(async () => { for (;;) await time.sleep(1); }); await time.sleep(5); }],
    ['a daemon that waits for ever', async () => { go.daemon(() => chan().receive()); await gosched(); }],
    ['a result in a buffer that nobody takes', async () => { const ch = chan<number>(1); go(() => ch.send(1)); await gosched(); }],
    ['a cancelled worker', async () => {
      const [ctx, cancel] = context.withCancel(context.background());
      const wg = new sync.WaitGroup();
      wg.go(async () => { for (;;) if ((await select({ done: ctx.done(), tick: time.after(10) })).case === 'done') return; });
      await time.sleep(35);
      cancel();
      await wg.wait();
    }],
    ['a loop that polls until another has done its work', async () => {
      let ready = false;
      go(async () => { await gosched(); ready = true; });
      while (!ready) await gosched();
    }],
    ['a ticker that is left running', async () => { const ticker = time.newTicker(10); await ticker.channel.receive(); }],
    ['an errgroup with a limit', async () => {
      const [group] = errgroup.withContext(context.background());
      group.setLimit(2);
      for (let i = 0; i < 5; i++) await group.go(() => time.sleep(i));
      await group.wait();
    }],
    ['a condition variable in a loop', async () => {
      const mu = new sync.Mutex();
      const cond = new sync.Cond(mu);
      let ready = false;
      go(async () => { using _held = await mu.acquire(); ready = true; cond.broadcast(); });
      await mu.lock();
      while (!ready) await cond.wait();
      mu.unlock();
    }],
    ['work that goes on until a timer says stop', async () => {
      const ticks = chan<true>();
      const stop = chan<never>();
      const wg = new sync.WaitGroup();
      wg.go(async () => { while ((await select({ sent: select.send(ticks, true), stop })).case !== 'stop'); });
      const late = time.after(5);
      while ((await select({ ticks, late })).case !== 'late');
      stop.close();
      await wg.wait();
    }],
    ['platform timers', async () => { await new Promise((resolve) => setTimeout(resolve, 5)); }],
  ])('%s has no finding', async (_name, program) => {
    expect(await verdict(program)).toBe('pass');
  });
});

describe('schedules', () => {
  test('an update that is lost under some schedules is lost under some', async () => {
    expect(await values(async () => {
      let n = 0;
      const wg = new sync.WaitGroup();
      for (let i = 0; i < 2; i++) wg.go(async () => { const before = n; await gosched(); n = before + 1; });
      await wg.wait();
      return n;
    })).toEqual([1, 2]);
  });

  test('a select between two ready cases takes either', async () => {
    expect(await values(async () => {
      const [a, b] = [chan<number>(1), chan<number>(1)];
      await a.send(1);
      await b.send(1);
      return (await select({ a, b })).case;
    })).toEqual(['a', 'b']);
  });

  test('timers of the same instant fire in either order', async () => {
    expect(await values(async () => {
      const order: string[] = [];
      const wg = new sync.WaitGroup();
      for (const name of ['x', 'y']) wg.go(async () => { await time.sleep(5); order.push(name); });
      await wg.wait();
      return order.join('');
    })).toEqual(['xy', 'yx']);
  });

  test('an hour of sleep takes no time, and exactly an hour', async () => {
    expect(await values(async () => {
      const start = time.now();
      await time.sleep(time.Hour);
      return Math.round(time.since(start));
    })).toEqual([time.Hour]);
  });

  test('goroutines that were left running but end by themselves are a note', async () => {
    const { report } = await explored(async () => { go(() => time.sleep(5)); });
    expect(report).toMatchObject({ verdict: 'pass', unfinished: 1 });
  });

  test('the meters count the most goroutines alive at once', async () => {
    const { report } = await explored(async () => {
      const wg = new sync.WaitGroup();
      for (let i = 0; i < 50; i++) wg.go(() => time.sleep(1));
      await wg.wait();
    }, 5);
    expect(report.meters.maxGoroutines).toBe(51);
  });

  test('the meters count what waits at a channel', async () => {
    const { report } = await explored(async () => {
      const ch = chan<number>(10, 'jobs');
      for (let i = 0; i < 15; i++) go(() => ch.send(i));
      await time.sleep(1);
      for (let i = 0; i < 15; i++) await ch.receive();
    }, 5);
    expect(report.meters.maxQueued).toEqual({ jobs: 15 });
  });

  test('outcomes are told apart by Maps, Sets and NaN too', async () => {
    const { outcomes } = await explored(async () => {
      const order = new Set<number>();
      const wg = new sync.WaitGroup();
      for (let i = 0; i < 2; i++) wg.go(async () => { await gosched(); order.add(i); });
      await wg.wait();
      return order;
    });
    expect(outcomes.map(({ value }) => [...(value as Set<number>)].join()).sort()).toEqual(['0,1', '1,0']);
  });

  test('stopAfter ends the exploration at the first finding', async () => {
    const { report } = await exploreProgram(() => chan().receive(), { schedules: 500, stopAfter: 1 });
    expect(report).toMatchObject({ verdict: 'deadlock', schedules: 1 });
  });

  test('atomics do not lose updates', async () => {
    expect(await values(async () => {
      const n = new atomic.Int32();
      const wg = new sync.WaitGroup();
      for (let i = 0; i < 3; i++) wg.go(async () => { await gosched(); n.add(1); });
      await wg.wait();
      return n.load();
    })).toEqual([3]);
  });

  test('a goroutine that awaits the platform keeps the schedule, which is then no longer controlled', async () => {
    const { report, outcomes } = await exploreProgram(async () => {
      const { readFile } = await import('node:fs/promises');
      const ch = chan<number>();
      go(async () => ch.send((await readFile(new URL(import.meta.url))).length));
      return (await ch.receive() ?? 0) > 0;
    }, { schedules: 5 });
    expect(report).toMatchObject({ verdict: 'pass', controlled: false });
    expect(outcomes.every(({ value }) => value === true)).toBe(true);
  });

  test('io: forbid refuses to wait for the platform', async () => {
    const { report } = await exploreProgram(async () => {
      const { setTimeout: wait } = await import('node:timers/promises');
      await wait(5);
    }, { schedules: 2, io: 'forbid' });
    expect(report.verdict).toBe('uncontrolled');
  });

  test('a run inside the program is on the scheduler in charge', async () => {
    expect(await values(async () => run(async () => {
      go(() => time.sleep(time.Hour));
      await time.sleep(time.Minute);
      return runtime.numGoroutine();
    }))).toEqual([2]);
  });
});

describe('programs from source', () => {
  test('module state is fresh in every schedule', async () => {
    const program = await loadText(`import { run } from 'concurrency-tutor'; let n = 0; await run(async () => { console.log(++n); });`);
    const { outcomes } = await exploreProgram(program, { schedules: 50 });
    expect(outcomes.map(({ output }) => output)).toEqual(['1\n']);
  });

  test('the clocks, timers and randomness of the platform follow virtual time and the seed', async () => {
    const program = await loadText(`
      import { performance as imported } from 'node:perf_hooks';
      import { setTimeout as wait } from 'node:timers/promises';
      export default async function main() {
        const [date, perf, hr] = [Date.now(), performance.now(), process.hrtime.bigint()];
        await wait(1000);
        await new Promise((resolve) => setTimeout(resolve, 500));
        console.log(new Date().toISOString(), Date.now() - date, Math.round(performance.now() - perf), Math.round(Number(process.hrtime.bigint() - hr) / 1e6), imported === performance);
        console.log(Math.random(), crypto.randomUUID().length);
      }`);
    const first = await exploreProgram(program, { schedules: 1 });
    expect(first.outcomes[0]?.output).toMatch(/^2025-01-01T00:00:01.500Z 1500 1500 1500 true\n0\.\d+ 36\n$/);
    const again = await exploreProgram(program, { schedules: 1 });
    expect(again.outcomes[0]?.output).toBe(first.outcomes[0]?.output);
    const other = await exploreProgram(program, { schedules: 1, seed: 2 });
    expect(other.outcomes[0]?.output).not.toBe(first.outcomes[0]?.output);
  });

  test('what is printed after main has returned does not count', async () => {
    const program = await loadText(`import { go, time } from 'concurrency-tutor'; export default async () => { go(async () => { await time.sleep(1); console.log('late'); }); console.log('main'); };`);
    expect((await exploreProgram(program, { schedules: 20 })).outcomes.map(({ output }) => output)).toEqual(['main\n']);
  });

  test('an operation that was not awaited is reported where the await is missing', async () => {
    const program = await loadText(`import { chan } from 'concurrency-tutor';
export default async () => {
  const [results, other] = [chan<number>(0, 'results'), chan<number>(1, 'other')];
  void results.send(1);
  await other.send(2);
};`);
    const { report } = await exploreProgram(program, { schedules: 1 });
    expect(report.findings[0]).toMatchObject({ kind: 'unawaited', message: expect.stringContaining('to send on `results`'), goroutines: [{ at: { line: 4 } }] });
  });

  test('an error without a message is told by its name alone', async () => {
    const program = await loadText(`export default async () => { throw new RangeError(); };`);
    const { report } = await exploreProgram(program, { schedules: 1 });
    expect(report.findings[0]?.message).toMatch(/^Main threw RangeError, at /);
  });

  test('process.exit is an error of the program, and does not end ours', async () => {
    const program = await loadText(`process.exit(0);`);
    const { report } = await exploreProgram(program, { schedules: 2 });
    expect(report.findings[0]).toMatchObject({ kind: 'error', detail: 'exit' });
  });

  test('a finding names variables and places in the source', async () => {
    const program = await loadText([
      `import { run, go, chan, sync } from 'concurrency-tutor';`,
      `await run(async () => {`,
      `  const jobs = chan<number>();`,
      `  const finished: sync.WaitGroup = new sync.WaitGroup();`,
      `  finished.go(async function worker() {`,
      `    for await (const job of jobs) console.log(job);`,
      `  });`,
      `  await jobs.send(1);`,
      `  await finished.wait();`,
      `});`,
    ].join('\n'));
    const { report } = await exploreProgram(program, { schedules: 5 });
    expect(report.findings[0]).toMatchObject({
      kind: 'deadlock',
      detail: 'wait-group',
      topic: 'deadlock.wait-group',
      goroutines: [
        { id: 1, name: 'main', state: 'sync.WaitGroup.Wait', waitingOn: 'for the wait group `finished`', at: { file: 'program.ts', line: 9 } },
        { id: 2, name: 'worker', state: 'chan receive', waitingOn: 'to receive from `jobs`', at: { file: 'program.ts', line: 6 }, createdAt: { file: 'program.ts', line: 5 } },
      ],
    });
    expect(report.findings[0]?.message).toContain('goroutine 2 (worker) waits for ever to receive from `jobs`, at program.ts:6:');
  });

  test('a panic is placed where the operation was called', async () => {
    const program = await loadText(`import { run, chan } from 'concurrency-tutor';\nawait run(async () => {\n  const ch = chan<number>();\n  ch.close();\n  await ch.send(1);\n});`);
    const { report } = await exploreProgram(program, { schedules: 1 });
    expect(report.findings[0]).toMatchObject({ kind: 'panic', detail: 'send-on-closed', goroutines: [{ name: 'main', at: { file: 'program.ts', line: 5, column: 12 } }] });
  });
});

test('of two errors in one block the last one is reported, as in Go', async () => {
  const { report } = await explored(async () => {
    using _later = defer(() => panic('second'));
    panic('first');
  }, 1);
  expect(report.findings[0]).toMatchObject({ kind: 'panic', message: expect.stringContaining('second') as string });
});

test('outcomes say how often they came out, also when nothing is wrong', async () => {
  const { outcomes } = await exploreProgram(async () => { await gosched(); }, { schedules: 25 });
  expect(outcomes.map(({ count }) => count)).toEqual([25]);
});
