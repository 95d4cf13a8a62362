import { perform } from './program.ts';

/** Lets other goroutines run. Go: `runtime.Gosched()`. */
export async function gosched(): Promise<void> {
  await perform<void>('runnable', [], (waiter) => {
    if (waiter.goroutine.program.scheduler.controlled) {
      waiter.complete();
      return;
    }
    waiter.yielding = true;
    setImmediate(() => { if (!waiter.goroutine.program.over) waiter.complete(); });
  });
}
