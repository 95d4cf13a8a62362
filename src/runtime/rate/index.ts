/** Go's package `golang.org/x/time/rate`, and limiters of other algorithms, for many keys and for many processes. Limits are events per second, durations milliseconds. */
export { FixedWindow } from './fixed-window.ts';
export { KeyedLimiter, type KeyedLimiterOptions } from './keyed-limiter.ts';
export { LeakyBucket } from './leaky-bucket.ts';
export { every, Inf, InfDuration } from './limit.ts';
export { Limiter } from './limiter.ts';
export type { RateLimiter, Reservation } from './rate-limiter.ts';
export type { RedisClient } from './redis-client.ts';
export { RedisScriptError, RedisUnavailableError } from './redis-error.ts';
export { RedisLimiter, type Fallback, type RedisLimiterOptions } from './redis-limiter.ts';
export type { GiveBack } from './reservation.ts';
export type { ReservingLimiter } from './reserving-limiter.ts';
export { SlidingWindow } from './sliding-window.ts';
export { Sometimes, type SometimesOptions } from './sometimes.ts';
export { WaitError, type WaitRefusal } from './wait-error.ts';
