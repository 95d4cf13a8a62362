/** What a chat server is given. Complete; you need not change it. */
import type { User } from './protocol.ts';
import type { Storage } from './storage.ts';

/** How much the server puts up with. Times are in milliseconds. */
export interface Limits {
  /** How long a new connection may take to say hello. */
  readonly hello: number;
  /** How many events may wait for one connection that is slow to read. */
  readonly outbox: number;
  /** How many messages a user may send at once, after a rest. */
  readonly burst: number;
  /** After that, one message each so many milliseconds. */
  readonly every: number;
  /** How long somebody counts as typing after his last key. */
  readonly typing: number;
  /** The largest file, in bytes. */
  readonly file: number;
}

export interface ChatOptions {
  /** Keeps the messages. The server closes it in the end. */
  readonly storage: Storage;
  /** Whose token this is; `undefined` when it is not valid. May take a while, and may throw. */
  readonly authenticate: (token: string) => Promise<User | undefined>;
  readonly limits: Limits;
}
