/** Go's package `golang.org/x/sync/semaphore`. */
export { Weighted } from './weighted.ts';
