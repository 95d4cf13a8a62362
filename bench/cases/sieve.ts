import type { Program } from '../harness/kinds.ts';
import type { ChannelKit, TryKit } from './kit.ts';

/** A chain of goroutines, one for each prime found, that pass on what their prime does not divide. */
export function sieve<C, R>({ run, go, channel, send, receive, received }: ChannelKit<C, R>): Program {
  return (primes) => run(async () => {
    let numbers = channel(0);
    const source = numbers;
    go(async () => {
      for (let n = 2; ; n++) await send(source, n);
    });
    for (let i = 0; i < primes; i++) {
      const prime = received(await receive(numbers));
      const unfiltered = numbers;
      const filtered = channel(0);
      go(async () => {
        for (;;) {
          const n = received(await receive(unfiltered));
          if (n % prime !== 0) await send(filtered, n);
        }
      });
      numbers = filtered;
    }
  });
}

/** The same, waiting only when blocked. */
export function sieveTrying<C, R>({ run, go, channel, send, receive, received, trySend, tryReceive }: ChannelKit<C, R> & TryKit<C>): Program {
  return (primes) => run(async () => {
    let numbers = channel(0);
    const source = numbers;
    go(async () => {
      for (let n = 2; ; n++) if (!trySend(source, n)) await send(source, n);
    });
    for (let i = 0; i < primes; i++) {
      const prime = tryReceive(numbers) ?? received(await receive(numbers));
      const unfiltered = numbers;
      const filtered = channel(0);
      go(async () => {
        for (;;) {
          const n = tryReceive(unfiltered) ?? received(await receive(unfiltered));
          if (n % prime !== 0 && !trySend(filtered, n)) await send(filtered, n);
        }
      });
      numbers = filtered;
    }
  });
}
