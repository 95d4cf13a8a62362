/**
 * Streams of the platform and channels, either way, with back-pressure and cancellation. Go has `io.Reader` and `io.Writer` in their place.
 *
 * | from | to | how |
 * |---|---|---|
 * | `ReadableStream`, Node's `Readable` | channel | `fromReadable(ctx, stream, capacity)` |
 * | channel | `ReadableStream` | `toReadable(ctx, ch)`; also as the body of a `Response` or of a request |
 * | channel | Node's `Readable` | `Readable.fromWeb(toReadable(ctx, ch))` |
 * | what is written to a `WritableStream` | channel | `toWritable(ctx, ch)` |
 * | what is written to a Node `Writable` | channel | `Writable.fromWeb(writable)` |
 *
 * `Readable.from(ch)` and `ReadableStream.from(ch)` do as long as they are read to the end: both ask for a value ahead, and one
 * that arrives after they were destroyed or cancelled is lost.
 */
export { fromReadable } from './from-readable.ts';
export type { WebReadable } from './source.ts';
export { toReadable } from './to-readable.ts';
export { toWritable } from './to-writable.ts';
