import { context, go, select, sync, time, chan, type Context } from 'concurrency-tutor';
import { Archivist } from './archivist.ts';
import type { ChatOptions, Limits } from './options.ts';
import { Connection, Crew, People, SpamLimit } from './people.ts';
import { closeCode, parse, type Command, type Event, type Message, type Refusal } from './protocol.ts';
import { Room } from './rooms.ts';
import type { Socket } from './socket.ts';
import { sizeOf, type Storage } from './storage.ts';

type Ref = { readonly ref?: number };
type Do<What extends Command['do']> = Extract<Command, { readonly do: What }>;

/** A chat server whose state is guarded by one lock. Whoever holds it never waits for anything else. */
export class ChatServer {
  readonly #storage: Storage;
  readonly #authenticate: ChatOptions['authenticate'];
  readonly #limits: Limits;
  readonly #lock = new sync.Mutex();
  readonly #people = new People();
  readonly #rooms = new Map<string, Room>();
  readonly #spam: SpamLimit;
  readonly #archivist: Archivist;
  readonly #archive = new sync.WaitGroup();
  /** Sockets that have not said hello. */
  readonly #lobby = new Set<Socket>();
  readonly #serving = new Crew(this.#lock);
  #isClosing = false;

  constructor({ storage, authenticate, limits }: ChatOptions) {
    this.#storage = storage;
    this.#authenticate = authenticate;
    this.#limits = limits;
    this.#spam = new SpamLimit(limits.burst, limits.every);
    this.#archivist = new Archivist(storage, this.#lock);
    this.#archive.go(() => this.#archivist.work());
  }

  async serve(socket: Socket): Promise<void> {
    if (!await this.#enter(socket)) return;
    const connection = await this.#greet(socket);
    if (connection !== undefined) {
      for (let text = await socket.receive(); text !== undefined; text = await socket.receive()) await this.#carryOut(connection, text);
      await this.#clearAway(connection);
      await connection.written();
    }
    using _locked = await this.#lock.acquire();
    this.#lobby.delete(socket);
    this.#serving.leave();
  }

  async shutdown(ctx: Context): Promise<void> {
    const ended = chan<never>(0, 'ended');
    go(async () => {
      await this.#windUp();
      ended.close();
    });
    const event = await select({ ended, late: ctx.done() });
    if (event.case === 'ended') return;
    await this.#cutAll();
    await ended.receive();
    throw ctx.err() ?? context.Canceled;
  }

  async #windUp(): Promise<void> {
    await this.#runEmpty();
    await this.#archive.wait();
    await this.#storage.close();
  }

  async #runEmpty(): Promise<void> {
    using _locked = await this.#lock.acquire();
    this.#isClosing = true;
    for (const socket of this.#lobby) sendAway(socket);
    await this.#archivist.settled();
    for (const connection of this.#people.all()) connection.finish();
    await this.#serving.wait();
    this.#archivist.close();
  }

  async #cutAll(): Promise<void> {
    using _locked = await this.#lock.acquire();
    for (const connection of this.#people.all()) connection.cut();
  }

  // Connections.

  async #enter(socket: Socket): Promise<boolean> {
    using _locked = await this.#lock.acquire();
    if (this.#isClosing) sendAway(socket);
    else {
      this.#serving.enter();
      this.#lobby.add(socket);
    }
    return !this.#isClosing;
  }

  async #greet(socket: Socket): Promise<Connection | undefined> {
    const late = time.afterFunc(this.#limits.hello, () => { socket.close(closeCode.noHello, 'No hello came.'); });
    const text = await socket.receive();
    late.stop();
    const command = text === undefined ? undefined : parse(text);
    if (command?.do !== 'hello') {
      socket.close(closeCode.notAuthenticated, 'Say hello first.');
      return undefined;
    }
    try {
      const user = await this.#authenticate(command.token);
      if (user !== undefined) return await this.#welcome(new Connection(user, socket, this.#limits.outbox), socket, command);
      socket.close(closeCode.notAuthenticated, 'This token is not valid.');
    } catch {
      socket.close(closeCode.failed, 'Your token could not be checked.');
    }
    return undefined;
  }

  async #welcome(connection: Connection, socket: Socket, { ref }: Command): Promise<Connection> {
    using _locked = await this.#lock.acquire();
    this.#lobby.delete(socket);
    if (this.#isClosing) connection.finish();
    else this.#people.add(connection, ref === undefined ? {} : { ref });
    return connection;
  }

  async #clearAway(connection: Connection): Promise<void> {
    using _locked = await this.#lock.acquire();
    connection.finish();
    for (const room of [...connection.rooms]) this.#leave(connection, room);
    this.#people.remove(connection);
  }

  // Commands.

  async #carryOut(connection: Connection, text: string): Promise<void> {
    const command = parse(text);
    const ref: Ref = command?.ref === undefined ? {} : { ref: command.ref };
    if (command?.do === 'history') return await this.#answer(connection, ref, () => this.#history(connection, command));
    if (command?.do === 'fetch') return await this.#answer(connection, ref, () => this.#fetch(connection, command));
    using _locked = await this.#lock.acquire();
    const why = command === undefined || command.do === 'hello' ? 'malformed' : this.#objection(connection, command);
    if (why !== undefined) connection.tell({ event: 'refused', ...ref, why });
    else if (command !== undefined) this.#change(connection, command, ref);
  }

  /** Why a connection may not do this. */
  #objection({ user, rooms }: Connection, command: Command): Refusal | undefined {
    if (this.#isClosing) return 'closing';
    const isIn = (place: string): boolean => !place.startsWith('#') || rooms.has(place);
    switch (command.do) {
      case 'kick': return user.role === 'moderator' ? undefined : 'not-allowed';
      case 'say':
        if (user.role === 'guest') return 'not-allowed';
        if (!isIn(command.to)) return 'not-a-member';
        return command.file !== undefined && sizeOf(command.file.data) > this.#limits.file ? 'too-large' : undefined;
      case 'typing':
        if (user.role === 'guest') return 'not-allowed';
        return isIn(command.room) ? undefined : 'not-a-member';
      case 'read': return isIn(command.room) ? undefined : 'not-a-member';
      case 'history': return isIn(command.of) ? undefined : 'not-a-member';
      case 'hello':
      case 'join':
      case 'leave':
      case 'fetch': return undefined;
    }
  }

  /** The caller holds the lock, and there is no objection. */
  #change(connection: Connection, command: Command, ref: Ref): void {
    const { name } = connection.user;
    switch (command.do) {
      case 'join': return this.#roomFor(command.room).join(connection, ref);
      case 'leave': return this.#leave(connection, command.room);
      case 'say': return this.#say(connection, command, ref);
      case 'typing': return this.#rooms.get(command.room)?.type(name, this.#limits.typing);
      case 'read': return this.#rooms.get(command.room)?.read(name, command.id);
      case 'kick': return this.#kick(command);
      case 'hello':
      case 'history':
      case 'fetch': return undefined;
    }
  }

  #roomFor(name: string): Room {
    const room = this.#rooms.get(name) ?? new Room(name, this.#lock);
    this.#rooms.set(name, room);
    return room;
  }

  #leave(connection: Connection, name: string): void {
    this.#rooms.get(name)?.leave(connection);
    this.#dropIfEmpty(name);
  }

  #kick({ room, user }: Do<'kick'>): void {
    this.#rooms.get(room)?.kick(user);
    this.#dropIfEmpty(room);
  }

  #dropIfEmpty(name: string): void {
    if (this.#rooms.get(name)?.isEmpty) this.#rooms.delete(name);
  }

  #say(connection: Connection, { to, text, file }: Do<'say'>, ref: Ref): void {
    const { name } = connection.user;
    const retryAfter = this.#spam.take(name);
    if (retryAfter > 0) return connection.tell({ event: 'refused', ...ref, why: 'too-fast', retryAfter });
    this.#rooms.get(to)?.stopTyping(name);
    this.#archivist.add({
      draft: { at: time.now(), from: name, to, text, ...(file === undefined ? {} : { file }) },
      done: (message) => {
        if (message === undefined) return connection.tell({ event: 'refused', ...ref, why: 'storage' });
        connection.tell({ event: 'stored', ...ref, id: message.id });
        for (const one of this.#audience(message)) one.tell({ event: 'message', message });
      },
    });
  }

  #audience({ from, to }: Message): readonly Connection[] {
    if (to.startsWith('#')) return this.#rooms.get(to)?.connections() ?? [];
    const other = to.slice(1);
    return other === from ? this.#people.of(from) : [...this.#people.of(from), ...this.#people.of(other)];
  }

  // Queries: the storage is asked without the lock.

  async #answer(connection: Connection, ref: Ref, query: () => Promise<Event | Refusal>): Promise<void> {
    const event = await query().catch((): Refusal => 'storage');
    using _locked = await this.#lock.acquire();
    connection.tell({ ...(typeof event === 'string' ? { event: 'refused', why: event } : event), ...ref });
  }

  async #history(connection: Connection, command: Do<'history'>): Promise<Event | Refusal> {
    const { of, before, limit } = command;
    const why = await this.#locked(() => this.#objection(connection, command));
    if (why !== undefined) return why;
    const messages = await this.#storage.history({ of, by: connection.user.name, limit, ...(before === undefined ? {} : { before }) });
    return { event: 'history', of, messages };
  }

  async #fetch({ user, rooms }: Connection, { id }: Do<'fetch'>): Promise<Event | Refusal> {
    const found = await this.#storage.file(id);
    if (found === undefined) return 'unknown';
    const { from, to } = found.message;
    const mayRead = to.startsWith('#') ? await this.#locked(() => rooms.has(to)) : user.name === from || `@${user.name}` === to;
    return mayRead ? { event: 'file', id, file: found.file } : 'not-allowed';
  }

  async #locked<T>(work: () => T): Promise<T> {
    using _locked = await this.#lock.acquire();
    return work();
  }
}

function sendAway(socket: Socket): void {
  socket.close(closeCode.goingAway, 'The server shuts down.');
}
