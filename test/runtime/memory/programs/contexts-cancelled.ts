/** Contexts derived from one that lives on, and cancelled; functions and signals that wait for an end, and are stopped. */
import { context, run, signal, time } from '../../../../src/index.ts';
import { growth, tell, timersPending } from './harness.ts';

const COUNT = 100_000;

await run(async () => {
  const [parent, end] = context.withCancel(context.background());
  const key = context.key<number>('request');

  const derived = await growth(COUNT, async (rounds) => {
    for (let round = 0; round < rounds; round++) {
      const [one, cancelOne] = context.withCancel(parent);
      const [two, cancelTwo] = context.withTimeout(context.withValue(one, key, round), time.Hour);
      const [, cancelThree] = context.withCancelCause(two);
      cancelThree(new Error('enough'));
      cancelTwo();
      cancelOne();
    }
  });
  const cancelledFromAbove = await growth(COUNT, async (rounds) => {
    for (let round = 0; round < rounds; round++) {
      const [one, cancelOne] = context.withCancel(parent);
      context.withTimeout(context.withValue(one, key, round), time.Hour);
      cancelOne();
    }
  });
  const functions = await growth(COUNT, async (rounds) => {
    for (let round = 0; round < rounds; round++) context.afterFunc(parent, () => {})();
  });
  const signals = await growth(COUNT / 10, async (rounds) => {
    for (let round = 0; round < rounds; round++) {
      const [, stop] = signal.notifyContext(parent, 'SIGTERM', 'SIGINT');
      stop();
    }
  });
  const listeners = process.listenerCount('SIGTERM') + process.listenerCount('SIGINT');
  tell({ derived, cancelledFromAbove, functions, signals, listeners, timers: timersPending() });
  end();
});
