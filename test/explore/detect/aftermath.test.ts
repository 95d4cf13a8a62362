import { describe, expect, test } from 'vitest';
import { chan, go, gosched, select, time } from '../../../src/index.ts';
import { exploreProgram } from '../../../src/explore/index.ts';

const found = async (program: () => unknown, schedules = 5): Promise<string[]> =>
  (await exploreProgram(program, { schedules, stopAfter: 1 })).report.findings.map(({ kind, goroutines }) => `${kind} ${goroutines.map(({ name }) => name).join(' ')}`);

describe('goroutines that go on for ever after main has returned are found', () => {
  test.each<[string, string[], () => unknown]>([
    ['in a loop over a ticker', ['never-ends refill'], async () => {
      go(async function refill() { for await (const _tick of time.newTicker(10).channel); });
      await gosched();
    }],
    ['in a select with a ticker', ['never-ends refill'], async () => {
      const never = chan();
      go(async function refill() {
        const ticker = time.newTicker(10);
        for (;;) await select({ tick: ticker.channel, never });
      });
      await gosched();
    }],
    ['handing something to and fro', ['never-ends ping pong'], async () => {
      const [there, back] = [chan(), chan()];
      go(async function ping() { for (;;) { await there.send(1); await back.receive(); } });
      go(async function pong() { for (;;) { await there.receive(); await back.send(1); } });
      await gosched();
    }],
    ['and one that is stuck beside them', ['leak stuck', 'never-ends poll'], async () => {
      const results = chan<number>();
      go(async function poll() { for (;;) await time.sleep(10); });
      go(async function stuck() { await results.send(1); });
      await gosched();
    }],
    ['and one that is stuck beside a daemon', ['leak stuck'], async () => {
      const results = chan<number>();
      go.daemon(async function poll() { for (;;) await time.sleep(10); });
      go(async function stuck() { await results.send(1); });
      await gosched();
    }],
  ])('%s', async (_name, findings, program) => {
    expect(await found(program)).toEqual(findings);
  });
});

describe('goroutines that end by themselves are not', () => {
  test.each<[string, () => unknown]>([
    ['after many steps', async () => {
      go(async () => { for (let i = 0; i < 2_000; i++) await gosched(); });
      await gosched();
    }],
    ['because there are many', () => {
      for (let i = 0; i < 1_500; i++) go(async () => { for (let n = 0; n < 3; n++) await gosched(); });
    }],
    ['when an alarm far away rings', async () => {
      const late = time.after(time.Minute);
      go(async () => {
        const ticker = time.newTicker(1);
        while ((await select({ tick: ticker.channel, late })).case !== 'late');
      });
      await gosched();
    }],
    ['when a daemon comes round to them', async () => {
      const results = chan<number>();
      go.daemon(async () => {
        for (let i = 0; ; i++) {
          await time.sleep(10);
          if (i === 300) await results.receive();
        }
      });
      go(() => results.send(1));
      await gosched();
    }],
  ])('%s', async (_name, program) => {
    expect(await found(program)).toEqual([]);
  });
});
