import { describe, expect, test } from 'vitest';
import { chan, context, go, gosched, select, sync, time } from '../../src/index.ts';
import { explore } from '../../src/explore/index.ts';
import { leftToFullTier } from '../support/full-tier.ts';

describe('a long program is not endless for being long', () => {
  test.each<[string, () => unknown]>([
    ['a lock that is taken 20,000 times', async () => {
      const mu = new sync.Mutex();
      const wg = new sync.WaitGroup();
      for (let i = 0; i < 4; i++) wg.go(async () => { for (let k = 0; k < 5_000; k++) { using _held = await mu.acquire(); } });
      await wg.wait();
    }],
    ['15,000 values through a channel', async () => {
      const ch = chan<number>(8);
      go(async () => { for (let i = 0; i < 15_000; i++) await ch.send(i); ch.close(); });
      for await (const _value of ch);
    }],
    ['10,000 goroutines, one after another', async () => {
      for (let i = 0; i < 10_000; i++) {
        const done = chan<never>();
        go(() => done.close());
        await done.receive();
      }
    }],
  ])('%s', async (_name, program) => {
    const report = await explore(program, { schedules: 2 });
    expect(report.findings.map(({ message }) => message)).toEqual([]);
  });
});

describe('what goes round in circles is a livelock', () => {
  const spin = async (): Promise<void> => { for (;;) await gosched(); };

  test.each<[string, RegExp, () => unknown]>([
    ['looking at the same thing again and again', /after [23]0,?\d{3} steps/, spin],
    ['asking a closed channel again and again', /after [23]0,?\d{3} steps/, async () => { const ch = chan(); ch.close(); for (;;) await ch.receive(); }],
    ['a select with a default', /after [23]0,?\d{3} steps/, async () => { const ch = chan(); for (;;) await select({ ch, default: true }); }],
    ['a done context among the cases', /after [23]0,?\d{3} steps/, async () => {
      const [ctx, cancel] = context.withCancel(context.background());
      cancel();
      for (;;) await select({ done: ctx.done(), late: time.after(1_000) });
    }],
    ['sleeping until something that never comes', /after [23]0,?\d{3} steps/, async () => { for (;;) await time.sleep(1); }],
  ])('%s', async (_name, words, program) => {
    const { findings: [finding] } = await explore(program);
    expect(finding?.kind).toBe('livelock');
    expect(finding?.message).toMatch(words);
  });

  test.skipIf(leftToFullTier('two goroutines that pass a value to and fro for 300,000 steps'))('two that pass a value to and fro', async () => {
    const { findings: [finding] } = await explore(async () => {
      const [there, back] = [chan<number>(), chan<number>()];
      go(async () => { for await (const value of there) await back.send(value); });
      for (;;) {
        await there.send(1);
        await back.receive();
      }
    });
    expect(finding?.message).toMatch(/after 300,?000 steps/);
  });

  test('a bound that is given is the bound', async () => {
    expect((await explore(spin, { maxSteps: 300 })).findings[0]?.message).toMatch(/after 300 steps/);
    const healthy = async (): Promise<void> => { for (let i = 0; i < 200; i++) await gosched(); };
    expect((await explore(healthy, { maxSteps: 300, schedules: 1 })).verdict).toBe('livelock');
    expect((await explore(healthy, { maxSteps: 1_000, schedules: 1 })).verdict).toBe('pass');
  });
});
