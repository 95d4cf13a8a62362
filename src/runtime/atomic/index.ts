/** Go's package `sync/atomic`: values that are read and written whole. On one thread every synchronous step already is. */
export { Bool, Value } from './cell.ts';
export { Int32, Int64, Uint32 } from './integer.ts';
