/** One connection to one client, however it is made. `web.ts` makes it of a WebSocket. Complete; you need not change it. */
export interface Socket {
  /**
   * The next text from the client; `undefined` when the connection is closed, by whichever side.
   * One goroutine at a time may wait here.
   */
  receive(): Promise<string | undefined>;
  /**
   * Sends a text, and waits until it is on its way. A client that does not read makes it wait for ever. Throws when the connection is closed,
   * also while it waits. One goroutine at a time may send.
   */
  send(text: string): Promise<void>;
  /** Closes the connection at once: who waits in `receive` or `send` is woken. What was sent before still arrives. The first call counts. */
  close(code: number, reason: string): void;
}
