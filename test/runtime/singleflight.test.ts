import { expect, test } from 'vitest';
import { go, gosched, run, singleflight, sync, time } from '../../src/index.ts';
import { underSchedules } from '../conformance/under-schedules.ts';

test('singleflight: keys are told apart as in a map', () => run(async () => {
  const group = new singleflight.Group<string, object>();
  const [a, b] = [{}, {}];
  const first = group.doChan(a, () => 'a');
  const second = group.doChan(b, () => 'b');
  expect([(await first.receive())?.value, (await second.receive())?.value]).toEqual(['a', 'b']);
}));

test('singleflight: what is thrown need not be an error', () => underSchedules(async () => {
  const results = new singleflight.Group().doChan('key', () => Promise.reject(undefined));
  expect(await results.receive()).toEqual({ ok: false, value: undefined, error: undefined, shared: false });
}, 10));

test('singleflight: do and doChan share a run', () => underSchedules(async () => {
  const group = new singleflight.Group<number>();
  const wg = new sync.WaitGroup();
  let runs = 0;
  const fn = async (): Promise<number> => {
    await time.sleep(1);
    return ++runs;
  };
  const results = group.doChan('key', fn);
  wg.go(async () => { expect(await group.do('key', fn)).toEqual([1, true]); });
  expect(await results.receive()).toEqual({ ok: true, value: 1, error: undefined, shared: true });
  await wg.wait();
  expect(runs).toBe(1);
}));

test('singleflight: after the end of a run the next call runs anew, whatever the schedule', () => underSchedules(async () => {
  const group = new singleflight.Group<number>();
  let runs = 0;
  for (let i = 1; i <= 3; i++) {
    go(() => group.do('other', () => gosched().then(() => 0)));
    expect(await group.do('key', () => ++runs)).toEqual([i, false]);
  }
}));

test('singleflight: several requests at once from code without goroutines', async () => {
  const group = new singleflight.Group<string>();
  let runs = 0;
  const load = (): Promise<[string, boolean]> => group.do('user', async () => {
    await new Promise((resolve) => { setImmediate(resolve); });
    return `run ${++runs}`;
  });
  expect(await Promise.all([load(), load(), load()])).toEqual([['run 1', true], ['run 1', true], ['run 1', true]]);
});
