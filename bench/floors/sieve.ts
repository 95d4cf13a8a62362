import { Unbuffered } from './channels/unbuffered.ts';

/** One await per operation. */
export async function awaiting(primes: number): Promise<void> {
  const source = new Unbuffered();
  void (async () => {
    for (let n = 2; ; n++) await source.send(n);
  })();
  let numbers = source;
  for (let i = 0; i < primes; i++) {
    const prime = await numbers.receive();
    const unfiltered = numbers;
    const filtered = new Unbuffered();
    void (async () => {
      for (;;) {
        const n = await unfiltered.receive();
        if (n % prime !== 0) await filtered.send(n);
      }
    })();
    numbers = filtered;
  }
}

/** Synchronous when possible. */
export async function trying(primes: number): Promise<void> {
  const source = new Unbuffered();
  void (async () => {
    for (let n = 2; ; n++) if (!source.trySend(n)) await source.parkSender(n);
  })();
  let numbers = source;
  for (let i = 0; i < primes; i++) {
    const prime = numbers.tryReceive() ?? await numbers.parkReceiver();
    const unfiltered = numbers;
    const filtered = new Unbuffered();
    void (async () => {
      for (;;) {
        const n = unfiltered.tryReceive() ?? await unfiltered.parkReceiver();
        if (n % prime !== 0 && !filtered.trySend(n)) await filtered.parkSender(n);
      }
    })();
    numbers = filtered;
  }
}
