import { checkCount } from '../harness/check.ts';
import type { Program } from '../harness/kinds.ts';
import type { ChannelKit, LockKit, TryLockKit } from './kit.ts';

export const CONTENDERS = 100;
/** What the holder awaits while it holds the lock: without such a point nobody would ever find the lock taken. Go: `runtime.Gosched()`. */
export const elsewhere = Promise.resolve();

/** 100 goroutines take a lock in turn to add one to a counter, with an `await` between reading and writing it. */
export function mutexHandOver<C, R, M>({ run, go, channel, send, receive, mutex, lock, unlock }: ChannelKit<C, R> & LockKit<M>): Program {
  return (locks) => run(async () => {
    const lockOf = mutex();
    const ended = channel(CONTENDERS);
    let count = 0;
    for (let first = 0; first < CONTENDERS; first++) {
      go(async () => {
        for (let i = first; i < locks; i += CONTENDERS) {
          await lock(lockOf);
          const before = count;
          await elsewhere;
          count = before + 1;
          unlock(lockOf);
        }
        await send(ended, first);
      });
    }
    for (let i = 0; i < CONTENDERS; i++) await receive(ended);
    checkCount(count, locks);
  });
}

/** The same, waiting only when blocked. */
export function mutexHandOverTrying<C, R, M>(kit: ChannelKit<C, R> & LockKit<M> & TryLockKit<M>): Program {
  const { run, go, channel, send, receive, mutex, lock, tryLock, unlock } = kit;
  return (locks) => run(async () => {
    const lockOf = mutex();
    const ended = channel(CONTENDERS);
    let count = 0;
    for (let first = 0; first < CONTENDERS; first++) {
      go(async () => {
        for (let i = first; i < locks; i += CONTENDERS) {
          if (!tryLock(lockOf)) await lock(lockOf);
          const before = count;
          await elsewhere;
          count = before + 1;
          unlock(lockOf);
        }
        await send(ended, first);
      });
    }
    for (let i = 0; i < CONTENDERS; i++) await receive(ended);
    checkCount(count, locks);
  });
}
