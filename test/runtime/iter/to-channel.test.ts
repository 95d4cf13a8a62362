import { describe, expect, test } from 'vitest';
import { exploreProgram } from '../../../src/explore/index.ts';
import { chan, context, gosched, iter, panic, run, runtime, select, time } from '../../../src/index.ts';
import { underSchedules, verdictOf } from '../../conformance/under-schedules.ts';
import { collect, type Log, numbers, rejection, stuck } from './sources.ts';

const failure = new Error('it fails');

describe('iter.toChannel', () => {
  test('sends the values, and closes the channel at the end', () => underSchedules(async () => {
    const values = iter.toChannel(context.background(), numbers([], 3));
    expect(await values.receiveOk()).toEqual([1, true]);
    expect(await collect(values)).toEqual([2, 3]);
    expect(await values.receiveOk()).toEqual([undefined, false]);
  }));

  test('is a case of a select', () => underSchedules(async () => {
    const values = iter.toChannel(context.background(), ['x']);
    expect(await select({ value: values, other: chan<number>() })).toEqual({ case: 'value', ok: true, value: 'x' });
    expect(await values.receiveOk()).toEqual([undefined, false]);
  }));

  test('ends with its context, whether it sends or waits, and closes source and channel', () => underSchedules(async () => {
    const log: Log = [];
    const [ctx, cancel] = context.withCancel(context.background());
    const sending = iter.toChannel(ctx, numbers(log));
    const waiting = iter.toChannel(ctx, chan<number>());
    await sending.receive();
    cancel();
    expect(await collect(waiting)).toEqual([]);
    await collect(sending);
    // The channel does not wait for a source that is busy.
    await time.sleep(1);
    expect(log.at(-1)).toBe('source finally');
  }, 100));

  test('the channel is closed at the end of the context also while the source is stuck', () => run(async () => {
    const [ctx, cancel] = context.withTimeout(context.background(), 5);
    expect(await collect(iter.toChannel(ctx, stuck()))).toEqual(['one']);
    cancel();
  }));

  test('whoever stops receiving without an end of the context leaves a goroutine behind', async () => {
    expect(await verdictOf(async () => {
      for await (const _ of iter.toChannel(context.background(), [1, 2, 3])) break;
    })).toBe('leak');
  });

  test('a source that throws ends the program, and nobody takes it for a good end', async () => {
    const program = (): Promise<unknown> => run(() => collect(iter.toChannel(context.background(), iter.map([1, 2], (value) => {
      if (value === 2) throw failure;
      return value;
    }))));
    expect(await rejection(program())).toMatchObject({ name: 'Panic', value: failure });
    const { outcomes } = await exploreProgram(program, { schedules: 50, stopAfter: 50 });
    expect(new Set(outcomes.map(({ verdict }) => verdict))).toEqual(new Set(['panic']));
  });

  test('nothing thrown is something thrown', async () => {
    expect(await verdictOf(() => collect(iter.toChannel(context.background(), iter.map([1], () => Promise.reject(undefined)))))).toBe('panic');
  });

  test('with a channel for errors the error is there when the values end', () => underSchedules(async () => {
    const errors = chan<Error>(1);
    const failing = iter.flatMap([1, 2], (value) => value === 1 ? [1] : [Promise.reject(failure)]);
    expect(await collect(iter.toChannel(context.background(), failing, errors))).toEqual([1]);
    expect(errors.tryReceive()).toEqual([failure, true]);
    expect(await collect(iter.toChannel(context.background(), [1], errors))).toEqual([1]);
    expect(errors.tryReceive()).toBeUndefined();
  }));

  test('without room, the error waits for a receiver or for the end of the context', () => underSchedules(async () => {
    const errors = chan<Error>();
    const [ctx, cancel] = context.withCancel(context.background());
    const failing = (): iter.Sequence<number> => iter.map([1], () => { throw 'a text'; });
    iter.toChannel(ctx, failing(), errors);
    expect(await errors.receive()).toMatchObject({ message: 'a text', cause: 'a text' });
    const values = iter.toChannel(ctx, failing(), errors);
    await gosched();
    cancel();
    expect(await collect(values)).toEqual([]);
  }));

  test('the end of the context is no error of the source, the end of another one is', () => underSchedules(async () => {
    const errors = chan<Error>(2);
    const [ctx, cancel] = context.withCancel(context.background());
    const [other, cancelOther] = context.withCancel(context.background());
    cancelOther();
    await collect(iter.toChannel(ctx, iter.withContext(other, [1]), errors));
    expect(errors.tryReceive()).toEqual([context.Canceled, true]);
    cancel();
    await collect(iter.toChannel(ctx, iter.withContext(ctx, [1]), errors));
    expect(errors.tryReceive()).toBeUndefined();
  }));

  test('a panic ends the program in any case, goexit only the goroutine', async () => {
    expect(await verdictOf(() => collect(iter.toChannel(context.background(), iter.map([1], () => panic('oops')), chan<Error>(1))))).toBe('panic');
    await underSchedules(async () => {
      const errors = chan<Error>(1);
      expect(await collect(iter.toChannel(context.background(), iter.map([1], () => runtime.goexit()), errors))).toEqual([]);
      expect(errors.tryReceive()).toBeUndefined();
      expect(await collect(iter.toChannel(context.background(), iter.map([1], () => runtime.goexit())))).toEqual([]);
    }, 20);
  });

  test('a pipeline there and back leaves nobody behind when its end is left', () => underSchedules(async () => {
    const log: Log = [];
    const [ctx, cancel] = context.withCancel(context.background());
    const squares = iter.toChannel(ctx, iter.map(iter.toChannel(ctx, numbers(log)), (value) => value * value));
    for await (const square of iter.withContext(ctx, squares)) if (square >= 9) break;
    cancel();
  }, 100));
});
