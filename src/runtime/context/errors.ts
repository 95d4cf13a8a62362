class CanceledError extends Error {
  override readonly name = 'Canceled';
}

class DeadlineExceededError extends Error {
  override readonly name = 'DeadlineExceeded';
}

/** What `ctx.err()` gives after a cancellation; compare with `===`. Go: `context.Canceled`. */
export const Canceled: Error = new CanceledError('context canceled');

/** What `ctx.err()` gives after the deadline; compare with `===`. Go: `context.DeadlineExceeded`. */
export const DeadlineExceeded: Error = new DeadlineExceededError('context deadline exceeded');
