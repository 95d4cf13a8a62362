/**
 * Functions over iterables, synchronous and asynchronous. Go: packages `iter`, `slices` and `maps`, and what one writes oneself over channels.
 *
 * Each takes its source first and gives an asynchronous generator. Nothing happens before a value is asked for, and no value is asked for before it is
 * wanted, except by `merge`, `batch` and `toChannel`, which have goroutines that do. Leaving a loop early closes every source exactly once, so that its
 * `finally` runs; so does an error, which reaches the loop unchanged.
 */
export { batch } from './batch.ts';
export { chunk } from './chunk.ts';
export { drop } from './drop.ts';
export { filter } from './filter.ts';
export { flatMap } from './flat-map.ts';
export { fromChannel } from './from-channel.ts';
export { map } from './map.ts';
export { merge, type ValueOf } from './merge.ts';
export type { Seq, Sequence } from './seq.ts';
export { take } from './take.ts';
export { toChannel } from './to-channel.ts';
export { window } from './window.ts';
export { withContext } from './with-context.ts';
export { zip, type Sources } from './zip.ts';
