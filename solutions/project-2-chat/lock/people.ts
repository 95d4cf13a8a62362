import { chan, sync, time } from 'concurrency-tutor';
import { closeCode, format, type Event, type User } from './protocol.ts';
import type { Socket } from './socket.ts';

/** One client that has said who he is, with the goroutine that sends him what he is told. */
export class Connection {
  readonly user: User;
  readonly rooms = new Set<string>();
  readonly #socket: Socket;
  readonly #outbox;
  readonly #writer = new sync.WaitGroup();
  #isOpen = true;

  constructor(user: User, socket: Socket, outbox: number) {
    this.user = user;
    this.#socket = socket;
    this.#outbox = chan<string>(outbox, `outbox of ${user.name}`);
    this.#writer.go(() => this.#write());
  }

  /** Tells the client something, some time. One with a full outbox does not read, and is sent away. The caller holds the lock. */
  tell(event: Event): void {
    if (!this.#isOpen || this.#outbox.trySend(format(event))) return;
    this.finish();
    this.#socket.close(closeCode.tooSlow, 'You do not read what you are sent.');
  }

  /** Nothing more will come; what waits is still sent, and then the socket is closed. The caller holds the lock. */
  finish(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#outbox.close();
  }

  /** Closes the socket, whatever waits. */
  cut(): void {
    this.#socket.close(closeCode.goingAway, 'The server shuts down.');
  }

  async written(): Promise<void> {
    await this.#writer.wait();
  }

  async #write(): Promise<void> {
    try {
      for await (const text of this.#outbox) await this.#socket.send(text);
      this.cut();
    } catch {
      // The connection is over; whoever reads it knows.
    }
  }
}

/** Who is online, with which connections. The callers hold the lock. */
export class People {
  readonly #users = new Map<string, Set<Connection>>();

  add(connection: Connection, ref: { readonly ref?: number }): void {
    const { user } = connection;
    const own = this.#users.get(user.name);
    if (own !== undefined) own.add(connection);
    else {
      this.#tellAll({ event: 'presence', user: user.name, online: true });
      this.#users.set(user.name, new Set([connection]));
    }
    connection.tell({ event: 'welcome', ...ref, user, online: [...this.#users.keys()].sort() });
  }

  remove(connection: Connection): void {
    const { name } = connection.user;
    const own = this.#users.get(name);
    own?.delete(connection);
    if (own === undefined || own.size > 0) return;
    this.#users.delete(name);
    this.#tellAll({ event: 'presence', user: name, online: false });
  }

  of(name: string): readonly Connection[] {
    return [...this.#users.get(name) ?? []];
  }

  all(): readonly Connection[] {
    return [...this.#users.values()].flatMap((own) => [...own]);
  }

  #tellAll(event: Event): void {
    for (const connection of this.all()) connection.tell(event);
  }
}

/** How often users may say something: a token bucket for each, that says when it will be full again. The callers hold the lock. */
export class SpamLimit {
  readonly #fullAt = new Map<string, number>();
  readonly #burst: number;
  readonly #every: number;

  constructor(burst: number, every: number) {
    this.#burst = burst;
    this.#every = every;
  }

  /** Takes a token, and gives 0; or says how long there will be none. */
  take(user: string): number {
    const now = time.now();
    const fullAt = Math.max(now, this.#fullAt.get(user) ?? 0);
    const missing = (fullAt - now) / this.#every;
    if (missing > this.#burst - 1) return (missing - this.#burst + 1) * this.#every;
    this.#forget(now);
    this.#fullAt.set(user, fullAt + this.#every);
    return 0;
  }

  /** Full buckets need not be kept. */
  #forget(now: number): void {
    for (const [user, at] of this.#fullAt) if (at <= now) this.#fullAt.delete(user);
  }
}

/** Who is at work. Unlike a wait group, it does not mind that somebody comes while it is waited for. */
export class Crew {
  #working = 0;
  readonly #idle: sync.Cond;

  constructor(lock: sync.Mutex) {
    this.#idle = new sync.Cond(lock);
  }

  /** The caller holds the lock. */
  enter(): void {
    this.#working += 1;
  }

  /** The caller holds the lock. */
  leave(): void {
    this.#working -= 1;
    if (this.#working === 0) this.#idle.broadcast();
  }

  /** The caller holds the lock, which is let go meanwhile. */
  async wait(): Promise<void> {
    while (this.#working > 0) await this.#idle.wait();
  }
}
