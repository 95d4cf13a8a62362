import { type threads, gosched } from 'concurrency-tutor';

/** Words of an entry: the value, the moment at which the operation began, the moment at which it was over. */
export const ENTRY = 3;

export interface Recording {
  /** Ticks at the beginning and at the end of every operation of every thread: what ended before another began has a smaller number. */
  readonly clock: threads.Int32;
  /** Where this goroutine's operations are written down. */
  readonly log: Int32Array;
  readonly count: number;
}

export type Manner = 'sync' | 'async' | 'try';

export async function sender(ch: threads.SendChannel<number>, { clock, log, count }: Recording, first: number, manner: Manner): Promise<void> {
  for (let n = 0; n < count; n++) {
    const value = first + n;
    let began = clock.add(1);
    if (manner === 'sync') ch.sendSync(value);
    else if (manner === 'async') await ch.send(value);
    else {
      while (!ch.trySend(value)) {
        await gosched();
        began = clock.add(1);
      }
    }
    log.set([value, began, clock.add(1)], n * ENTRY);
  }
}

/** Ends with the channel. @returns nothing; an entry of value 0 is one that was not needed */
export async function receiver(ch: threads.ReceiveChannel<number>, { clock, log, count }: Recording, manner: Manner): Promise<void> {
  for (let n = 0; n < count; n++) {
    let began = clock.add(1);
    let value: number | undefined;
    if (manner === 'sync') value = ch.receiveSync();
    else if (manner === 'async') value = await ch.receive();
    else {
      for (let received = ch.tryReceive(); ; received = ch.tryReceive()) {
        if (received) {
          value = received[0];
          break;
        }
        await gosched();
        began = clock.add(1);
      }
    }
    if (value === undefined) return;
    log.set([value, began, clock.add(1)], n * ENTRY);
  }
}
