import { describe, expect, test } from 'vitest';
import { context, go, gosched, signal, sync } from '../../src/index.ts';
import { startProgram } from '../support/child-program.ts';
import { isDone, underSchedules } from './under-schedules.ts';

// Goroutines that raise the signal stand for a process that sends it; the same with real signals is in `test/runtime/signal.test.ts`.

describe('src/os/signal/signal_test TestNotifyContextNotifications: signals that come at once all go to the context', () => {
  test.each([1, 10])('%i of them, under schedules', (count) => underSchedules(async () => {
    const [ctx, stop] = signal.notifyContext(context.background(), 'SIGINT');
    const wg = new sync.WaitGroup();
    for (let i = 0; i < count; i++) wg.go(() => signal.raise('SIGINT'));
    await wg.wait();
    await ctx.done().receive();
    expect(ctx.err()).toBe(context.Canceled);
    stop();
  }));

  test.each([1, 10])('%i of them, from the system: none ends the process before stop is called', async (count) => {
    const program = startProgram(`await run(async () => {
      const [ctx] = signal.notifyContext(context.background(), 'SIGINT');
      for (let i = 0; i < ${count}; i++) go(() => process.kill(process.pid, 'SIGINT'));
      await ctx.done().receive();
      console.log('received SIGINT');
      await time.sleep(50);
    });`);
    expect(await program.end()).toEqual({ code: 0, signal: null, stdout: 'received SIGINT\n', stderr: '' });
  });
});

test('src/os/signal/signal_test TestNotifyContextStop: stop ends the context', () => underSchedules(() => {
  const [parent, cancel] = context.withCancel(context.background());
  const [ctx, stop] = signal.notifyContext(parent, 'SIGHUP');
  expect(isDone(ctx)).toBe(false);
  stop();
  expect([isDone(ctx), ctx.err(), parent.err()]).toEqual([true, context.Canceled, undefined]);
  cancel();
}));

test('src/os/signal/signal_test TestNotifyContextCancelParent: the parent\'s end ends it', () => underSchedules(() => {
  const [parent, cancel] = context.withCancel(context.background());
  const [ctx, stop] = signal.notifyContext(parent, 'SIGINT');
  cancel();
  expect([isDone(ctx), ctx.err()]).toEqual([true, context.Canceled]);
  stop();
}));

test('src/os/signal/signal_test TestNotifyContextPrematureCancelParent: a parent that has ended before, too', () => underSchedules(() => {
  const [parent, cancel] = context.withCancel(context.background());
  cancel();
  const [ctx, stop] = signal.notifyContext(parent, 'SIGINT');
  expect([isDone(ctx), ctx.err()]).toEqual([true, context.Canceled]);
  stop();
}));

test('src/os/signal/signal_test TestNotifyContextSimultaneousStop: many may stop it at once', () => underSchedules(async () => {
  const [ctx, stop] = signal.notifyContext(context.background(), 'SIGINT');
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 10; i++) wg.go(stop);
  await wg.wait();
  expect([isDone(ctx), ctx.err()]).toEqual([true, context.Canceled]);
}));

test('src/os/signal/signal_test TestAtomicStop: a signal that races stop is the context\'s or nobody\'s, never lost in between', async () => {
  const outcomes = new Set<string>();
  await underSchedules(async () => {
    const [first, stopFirst] = signal.notifyContext(context.background(), 'SIGINT');
    const [, stopSecond] = signal.notifyContext(context.background(), 'SIGINT');
    go(stopFirst);
    go(() => signal.raise('SIGINT'));
    await first.done().receive();
    await gosched();
    outcomes.add(context.cause(first) instanceof signal.SignalError ? 'the signal' : 'stop');
    stopSecond();
  });
  expect(outcomes).toEqual(new Set(['the signal', 'stop']));
});
