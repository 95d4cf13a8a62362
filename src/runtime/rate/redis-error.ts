/** Redis did not answer: there is no server, it took too long, or it cannot serve for now. `cause` is what the client said. */
export class RedisUnavailableError extends Error {
  /** Always `RedisUnavailableError`. */
  override readonly name = 'RedisUnavailableError';

  constructor(message: string, options?: ErrorOptions) {
    super(`rate: Redis is unavailable: ${message}`, options);
  }
}

/** Redis answered, and the answer is a mistake to mend: no permission, a key that holds something else, a reply of another shape. Never taken for an outage. */
export class RedisScriptError extends Error {
  /** Always `RedisScriptError`. */
  override readonly name = 'RedisScriptError';

  constructor(message: string, options?: ErrorOptions) {
    super(`rate: the script of the limiter failed in Redis: ${message}`, options);
  }
}

/** Replies of a server that is there but cannot serve for now: it loads its data, is being replaced, lost its cluster or its disk, or runs something long. */
const passing = new Set(['LOADING', 'BUSY', 'TRYAGAIN', 'CLUSTERDOWN', 'MASTERDOWN', 'READONLY', 'NOREPLICAS', 'MISCONF', 'UNKILLABLE', 'OOM']);

/** What clients call an error that the server has replied: ioredis, and node-redis since 4. */
const replies = new Set(['ReplyError', 'ErrorReply', 'SimpleError', 'BlobError']);

/** Tells a mistake from an outage by what a client rejected with. A server's errors begin with a code in capitals; those of sockets and clients do not. */
export function classify(thrown: unknown): RedisUnavailableError | RedisScriptError {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const code = replyCode(thrown, message);
  const outage = code === undefined ? !isProgramError(thrown) : passing.has(code);
  return outage ? new RedisUnavailableError(message, { cause: thrown }) : new RedisScriptError(message, { cause: thrown });
}

/** The code of an error reply; `undefined` for an error that no server has replied. */
function replyCode(thrown: unknown, message: string): string | undefined {
  const code = /^-?([A-Z][A-Z0-9]+)(?: |$)/.exec(message)?.[1];
  // Before Redis 7, what went wrong inside a script is told within the text.
  if (code === 'ERR') return /: -([A-Z]{3,}) /.exec(message)?.[1] ?? code;
  if (thrown instanceof Error && replies.has(thrown.name)) return code ?? 'ERR';
  // `ECONNREFUSED` and its like are codes of the system, whichever way a client writes them.
  return code?.startsWith('E') && code !== 'EXECABORT' ? undefined : code;
}

/** The adapter itself is wrong, which does not pass. A failed `fetch` is a `TypeError` too, but has a cause. */
function isProgramError(thrown: unknown): boolean {
  if (thrown instanceof ReferenceError || thrown instanceof SyntaxError || thrown instanceof RangeError) return true;
  return thrown instanceof TypeError && thrown.cause === undefined;
}
