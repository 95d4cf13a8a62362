/** Go's package `sync`. */
export { Cond } from './cond.ts';
export type { Held, Locker } from './locker.ts';
export { SyncMap as Map } from './map.ts';
export { Mutex } from './mutex.ts';
export { Once } from './once.ts';
export { onceFunc, onceValue } from './once-func.ts';
export { Pool } from './pool.ts';
export { RWMutex } from './rw-mutex.ts';
export { WaitGroup } from './wait-group.ts';
