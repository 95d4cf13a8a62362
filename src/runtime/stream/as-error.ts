/** Whatever a stream failed with, as an error. */
export function asError(reason: unknown): Error {
  if (reason instanceof Error) return reason;
  return new Error(typeof reason === 'string' ? reason : 'the stream was aborted', { cause: reason });
}
