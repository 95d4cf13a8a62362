import type { Context } from 'concurrency-tutor';
import type { ChatOptions } from './options.ts';
import type { Socket } from './socket.ts';

/**
 * A chat server. It knows nothing of networks: it talks to sockets.
 *
 * A connection is authenticated, joins rooms, says things. A user may have several connections, and is online as long as he has one.
 * The README says what each command does.
 */
export class ChatServer {
  constructor(options: ChatOptions) {
    throw new Error(`A chat that waits ${options.limits.hello} ms for a hello is not written yet`);
  }

  /**
   * Serves one connection, and returns when it is over and everything is cleared away. Called by a goroutine of its own for each connection.
   * Never throws. Once the server shuts down, it closes the socket with `goingAway` and returns.
   */
  async serve(socket: Socket): Promise<void> {
    throw new Error(`serve(${typeof socket}) is not written yet`);
  }

  /**
   * Ends the server, and returns when nothing of it is left: all connections are over, the storage is closed, all goroutines have ended.
   *
   * Nothing more is stored than what has been said before. It is stored, delivered and answered; then each connection is closed with `goingAway`.
   * When `ctx` ends first, connections that still have something to read are closed all the same, and `shutdown` throws the context's error in the end;
   * what was said is stored even then. Called once.
   */
  async shutdown(ctx: Context): Promise<void> {
    throw new Error(`shutdown(${ctx.deadline() ?? 'no deadline'}) is not written yet`);
  }
}
