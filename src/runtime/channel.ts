/** What a receive that can tell gives: the value, and whether one was sent. Go: `v, ok := <-ch`. */
export type Received<T> = [value: T, ok: true] | [value: undefined, ok: false];

/** How the channel behind an end is reached, inside the runtime only: by two names, so that an end cannot stand for the other. */
export const receivesFrom: unique symbol = Symbol('receives from');
export const sendsTo: unique symbol = Symbol('sends to');

/** The end of a channel that sends. Go: `chan<- T`. */
export interface SendChannel<T> {
  /** Sends `value`, blocking while the buffer is full. Go: `ch <- value`.
   *  @throws {Panic} `send on closed channel` */
  send(value: T): Promise<void>;
  /** Sends `value` if that is possible at once. Go: a select with a default.
   *  @throws {Panic} `send on closed channel` */
  trySend(value: T): boolean;
  /** Says that nothing more will be sent. Only senders close. Go: `close(ch)`.
   *  @throws {Panic} `close of closed channel`, `close of nil channel` */
  close(): void;
  /** Values in the buffer. Go: `len(ch)`. */
  readonly length: number;
  /** Values the buffer holds. Go: `cap(ch)`. */
  readonly capacity: number;
  /** The channel behind this end. Its type is hidden: it would make the ends invariant, and a `ReceiveChannel<number>` no case of a select.
   *  @internal */
  readonly [sendsTo]: object | undefined;
}

/** The end of a channel that receives. Go: `<-chan T`. */
export interface ReceiveChannel<T> extends AsyncIterable<T> {
  /** Receives a value, blocking while there is none. Closed and drained: `undefined`. Go: `<-ch`. */
  receive(): Promise<T | undefined>;
  /** Receives a value and says whether it was sent. Go: `v, ok := <-ch`. */
  receiveOk(): Promise<Received<T>>;
  /** Receives if that is possible at once; `undefined` would block. Go: a select with a default. */
  tryReceive(): Received<T> | undefined;
  /** Values in the buffer. Go: `len(ch)`. */
  readonly length: number;
  /** Values the buffer holds. Go: `cap(ch)`. */
  readonly capacity: number;
  /** The channel behind this end. Its type is hidden: it would make the ends invariant, and a `ReceiveChannel<number>` no case of a select.
   *  @internal */
  readonly [receivesFrom]: object | undefined;
}

/** A channel. Go: `chan T`. Goes wherever one of its ends is wanted, and never back. */
export interface Channel<T> extends SendChannel<T>, ReceiveChannel<T> {
  /** The end that sends, as an object that can do nothing else. */
  sendOnly(): SendChannel<T>;
  /** The end that receives, as an object that can do nothing else. */
  receiveOnly(): ReceiveChannel<T>;
}
