/** Go's package `golang.org/x/sync/singleflight`. */
export { Group } from './group.ts';
export type { Result } from './result.ts';
