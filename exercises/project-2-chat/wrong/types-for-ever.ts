import { chan, go, select, time, type Channel, type Context } from 'concurrency-tutor';
import type { ChatOptions, Limits } from './options.ts';
import { closeCode, format, parse, type Command, type Event, type Message, type Refusal, type User } from './protocol.ts';
import type { Socket } from './socket.ts';
import { sizeOf, type Draft, type Storage } from './storage.ts';

/** One client that has said who he is. Only the hub looks at what can change. */
interface Connection {
  readonly user: User;
  readonly socket: Socket;
  /** What waits to be sent. Closed by the hub when nothing more will come. */
  readonly outbox: Channel<string>;
  readonly rooms: Set<string>;
  isOpen: boolean;
}

/** One user in one room. */
interface Member {
  readonly connections: Set<Connection>;
  /** The last message he has read. */
  read: number;
  /** Until when he counts as typing; 0 when he does not. */
  typingUntil: number;
}

/** A message that waits to be stored, and who wants to know. */
interface Pending {
  readonly draft: Draft;
  readonly connection: Connection;
  readonly ref: Ref;
}

interface Written {
  readonly batch: readonly Pending[];
  /** Missing when the storage has failed. */
  readonly messages?: readonly Message[];
}

type Ref = { readonly ref?: number };
type Do<What extends Command['do']> = Extract<Command, { readonly do: What }>;

/**
 * A chat server. One goroutine, the hub, owns everything that changes: it carries out one step after the other, and no step ever waits.
 * Around it are two goroutines for each connection, one that reads and one that writes, and one goroutine that stores.
 */
export class ChatServer {
  readonly #storage: Storage;
  readonly #authenticate: ChatOptions['authenticate'];
  readonly #limits: Limits;

  readonly #steps = chan<() => void>(0, 'steps');
  readonly #batches = chan<readonly Pending[]>(0, 'batches');
  readonly #written = chan<Written>(0, 'written');
  readonly #stopped = chan<never>(0, 'stopped');

  /** Sockets that have not said hello. */
  readonly #lobby = new Set<Socket>();
  readonly #users = new Map<string, Set<Connection>>();
  readonly #rooms = new Map<string, Map<string, Member>>();
  /** For each user who has said something lately: when he will have rested enough. */
  readonly #rested = new Map<string, number>();
  #pending: Pending[] = [];
  #isWriting = false;
  #isClosing = false;
  /** Goroutines that are in `serve`. */
  #serving = 0;

  constructor({ storage, authenticate, limits }: ChatOptions) {
    this.#storage = storage;
    this.#authenticate = authenticate;
    this.#limits = limits;
    go(() => this.#hub());
    go(() => this.#write());
  }

  async serve(socket: Socket): Promise<void> {
    if (!await this.#ask(() => this.#enter(socket), false)) {
      socket.close(closeCode.goingAway, 'The server shuts down.');
      return;
    }
    const connection = await this.#greet(socket);
    if (connection !== undefined) await this.#talk(connection);
    await this.#ask(() => {
      this.#lobby.delete(socket);
      this.#serving -= 1;
    }, undefined);
  }

  async shutdown(ctx: Context): Promise<void> {
    await this.#ask(() => { this.#isClosing = true; this.#closeLobby(); this.#closeWhenStored(); }, undefined);
    const event = await select({ stopped: this.#stopped, late: ctx.done() });
    if (event.case === 'stopped') return;
    await this.#ask(() => {
      for (const connection of this.#everybody()) connection.socket.close(closeCode.goingAway, 'The server shuts down.');
    }, undefined);
    await this.#stopped.receive();
    throw ctx.err() ?? new Error('The context has ended.');
  }

  // The hub.

  async #hub(): Promise<void> {
    while (!this.#isClosing || this.#serving > 0 || this.#isWriting || this.#pending.length > 0) {
      const next = Math.max(Infinity, ...this.#typists().map(({ member }) => member.typingUntil));
      const alarm = Number.isFinite(next) ? time.newTimer(Math.max(0, next - time.now())) : undefined;
      const event = await select({
        step: this.#steps,
        batch: this.#isWriting || this.#pending.length === 0 ? null : select.send(this.#batches, this.#pending),
        written: this.#written,
        alarm: alarm?.channel ?? null,
      });
      alarm?.stop();
      switch (event.case) {
        case 'step': event.value?.(); break;
        case 'batch': this.#pending = []; this.#isWriting = true; break;
        case 'written': if (event.ok) this.#publish(event.value); break;
        case 'alarm': this.#stopTyping(time.now()); break;
      }
    }
    this.#batches.close();
    await this.#storage.close();
    this.#stopped.close();
  }

  /** Has the hub do something, and gives its result; `otherwise` when the hub has ended. */
  async #ask<T>(step: () => T, otherwise: T): Promise<T> {
    const answer = chan<T>(1, 'answer');
    const event = await select({ asked: select.send(this.#steps, () => { answer.trySend(step()); }), stopped: this.#stopped });
    if (event.case === 'stopped') return otherwise;
    const [value, ok] = await answer.receiveOk();
    return ok ? value : otherwise;
  }

  /** Stores one batch after the other; what comes in the meantime makes the next batch. */
  async #write(): Promise<void> {
    for await (const batch of this.#batches) {
      try {
        const messages = await this.#storage.append(batch.map(({ draft }) => draft));
        await this.#written.send({ batch, messages });
      } catch {
        await this.#written.send({ batch });
      }
    }
  }

  #publish({ batch, messages }: Written): void {
    this.#isWriting = false;
    for (const [index, { connection, ref, draft }] of batch.entries()) {
      const message = messages?.[index];
      if (message === undefined) {
        this.#refuse(connection, ref, 'storage');
        continue;
      }
      this.#deliver(connection, { event: 'stored', ...ref, id: message.id });
      for (const one of this.#audience(draft)) this.#deliver(one, { event: 'message', message });
    }
    this.#closeWhenStored();
  }

  /** Who gets a message. */
  #audience({ from, to }: Draft): Iterable<Connection> {
    if (to.startsWith('#')) return this.#inRoom(to);
    return new Set([...this.#users.get(from) ?? [], ...this.#users.get(to.slice(1)) ?? []]);
  }

  #closeWhenStored(): void {
    if (!this.#isClosing || this.#isWriting || this.#pending.length > 0) return;
    for (const connection of this.#everybody()) this.#end(connection);
  }

  // Connections.

  #enter(socket: Socket): boolean {
    if (this.#isClosing) return false;
    this.#serving += 1;
    this.#lobby.add(socket);
    return true;
  }

  #closeLobby(): void {
    for (const socket of this.#lobby) socket.close(closeCode.goingAway, 'The server shuts down.');
  }

  /** Waits for the hello. Gives the connection, or closes the socket. */
  async #greet(socket: Socket): Promise<Connection | undefined> {
    const late = time.afterFunc(this.#limits.hello, () => { socket.close(closeCode.noHello, 'No hello came.'); });
    const text = await socket.receive();
    late.stop();
    if (text === undefined) return undefined;
    const command = parse(text);
    try {
      const user = command?.do === 'hello' ? await this.#authenticate(command.token) : undefined;
      if (user !== undefined) return await this.#ask(() => this.#arrive(user, socket, refOf(command)), undefined);
      socket.close(closeCode.notAuthenticated, 'Say hello with a valid token first.');
    } catch {
      socket.close(closeCode.failed, 'Your token could not be checked.');
    }
    return undefined;
  }

  #arrive(user: User, socket: Socket, ref: Ref): Connection | undefined {
    this.#lobby.delete(socket);
    if (this.#isClosing) {
      socket.close(closeCode.goingAway, 'The server shuts down.');
      return undefined;
    }
    const connection: Connection = { user, socket, outbox: chan<string>(this.#limits.outbox, 'outbox'), rooms: new Set(), isOpen: true };
    const others = this.#users.get(user.name) ?? new Set();
    if (others.size === 0) for (const one of this.#everybody()) this.#deliver(one, { event: 'presence', user: user.name, online: true });
    this.#users.set(user.name, others.add(connection));
    this.#deliver(connection, { event: 'welcome', ...ref, user, online: [...this.#users.keys()].sort() });
    return connection;
  }

  /** Reads until the connection is over, while another goroutine writes. */
  async #talk(connection: Connection): Promise<void> {
    const { socket, outbox } = connection;
    const sent = chan<never>(0, 'sent');
    go(async () => {
      try {
        for await (const text of outbox) await socket.send(text);
        socket.close(closeCode.goingAway, 'The server shuts down.');
      } catch {
        // The connection is over; the reader knows.
      }
      sent.close();
    });
    for (let text = await socket.receive(); text !== undefined; text = await socket.receive()) await this.#handle(connection, text);
    await this.#ask(() => { this.#depart(connection); }, undefined);
    await sent.receive();
  }

  #depart(connection: Connection): void {
    this.#end(connection);
    for (const room of connection.rooms) this.#leave(connection, room);
    const { name } = connection.user;
    const own = this.#users.get(name);
    own?.delete(connection);
    if (own?.size !== 0) return;
    this.#users.delete(name);
    for (const one of this.#everybody()) this.#deliver(one, { event: 'presence', user: name, online: false });
    const now = time.now();
    for (const [user, at] of this.#rested) if (at <= now) this.#rested.delete(user);
  }

  #end(connection: Connection): void {
    if (!connection.isOpen) return;
    connection.isOpen = false;
    connection.outbox.close();
  }

  /** Puts an event into the outbox of a connection. One that is full has a client who does not read. */
  #deliver(connection: Connection, event: Event): void {
    if (!connection.isOpen || connection.outbox.trySend(format(event))) return;
    this.#end(connection);
    connection.socket.close(closeCode.tooSlow, 'You do not read what you are sent.');
  }

  #refuse(connection: Connection, ref: Ref, why: Refusal): void {
    this.#deliver(connection, { event: 'refused', ...ref, why });
  }

  // Commands.

  async #handle(connection: Connection, text: string): Promise<void> {
    const command = parse(text);
    if (command?.do === 'history') return await this.#history(connection, command);
    if (command?.do === 'fetch') return await this.#fetch(connection, command);
    await this.#ask(() => { this.#carryOut(connection, command); }, undefined);
  }

  #carryOut(connection: Connection, command: Exclude<Command, { readonly do: 'history' | 'fetch' }> | undefined): void {
    if (command === undefined || command.do === 'hello') return this.#refuse(connection, refOf(command), 'malformed');
    const ref = refOf(command);
    if (this.#isClosing) return this.#refuse(connection, ref, 'closing');
    const room = command.do === 'say' ? command.to : command.room;
    const needsRoom = command.do !== 'join' && command.do !== 'leave' && command.do !== 'kick' && room.startsWith('#');
    if (isForbidden(connection.user, command)) return this.#refuse(connection, ref, 'not-allowed');
    if (needsRoom && !connection.rooms.has(room)) return this.#refuse(connection, ref, 'not-a-member');
    switch (command.do) {
      case 'join': return this.#join(connection, room, ref);
      case 'leave': return this.#leave(connection, room);
      case 'say': return this.#say(connection, command);
      case 'typing': return this.#type(connection, room);
      case 'read': return this.#read(connection, command);
      case 'kick': return this.#kick(command);
    }
  }

  #join(connection: Connection, room: string, ref: Ref): void {
    const { name } = connection.user;
    const members = this.#rooms.get(room) ?? new Map<string, Member>();
    this.#rooms.set(room, members);
    if (!members.has(name)) {
      this.#tellRoom(room, { event: 'joined', room, user: name }, name);
      members.set(name, { connections: new Set(), read: 0, typingUntil: 0 });
    }
    members.get(name)?.connections.add(connection);
    connection.rooms.add(room);
    const read = Object.fromEntries([...members].filter(([, { read }]) => read > 0).map(([user, { read }]) => [user, read]));
    this.#deliver(connection, { event: 'members', ...ref, room, members: [...members.keys()].sort(), read });
  }

  #leave(connection: Connection, room: string): void {
    if (!connection.rooms.delete(room)) return;
    const { name } = connection.user;
    const members = this.#rooms.get(room);
    const member = members?.get(name);
    member?.connections.delete(connection);
    if (member?.connections.size !== 0) return;
    this.#endTyping(room, name);
    members?.delete(name);
    this.#tellRoom(room, { event: 'left', room, user: name });
    if (members?.size === 0) this.#rooms.delete(room);
  }

  #kick({ room, user }: Do<'kick'>): void {
    for (const connection of this.#rooms.get(room)?.get(user)?.connections ?? []) {
      this.#leave(connection, room);
      this.#deliver(connection, { event: 'left', room, user });
    }
  }

  #say(connection: Connection, command: Do<'say'>): void {
    const { to, text, file } = command;
    const { name } = connection.user;
    const ref = refOf(command);
    if (file !== undefined && sizeOf(file.data) > this.#limits.file) return this.#refuse(connection, ref, 'too-large');
    const now = time.now();
    const { burst, every } = this.#limits;
    const rested = Math.max(this.#rested.get(name) ?? 0, now);
    const retryAfter = rested - now - (burst - 1) * every;
    if (retryAfter > 0) return this.#deliver(connection, { event: 'refused', ...ref, why: 'too-fast', retryAfter });
    this.#rested.set(name, rested + every);
    this.#endTyping(to, name);
    this.#pending.push({ draft: { at: now, from: name, to, text, ...(file === undefined ? {} : { file }) }, connection, ref });
  }

  #type(connection: Connection, room: string): void {
    const { name } = connection.user;
    const member = this.#rooms.get(room)?.get(name);
    if (member === undefined) return;
    if (member.typingUntil === 0) this.#tellRoom(room, { event: 'typing', room, user: name, typing: true }, name);
    member.typingUntil = time.now() + this.#limits.typing;
  }

  #typists(): readonly { readonly room: string; readonly user: string; readonly member: Member }[] {
    return [...this.#rooms].flatMap(([room, members]) => [...members].map(([user, member]) => ({ room, user, member }))).filter(({ member }) => member.typingUntil > 0);
  }

  #stopTyping(now: number): void {
    for (const { room, user, member } of this.#typists()) if (member.typingUntil <= now) this.#endTyping(room, user);
  }

  #endTyping(room: string, user: string): void {
    const member = this.#rooms.get(room)?.get(user);
    if (member === undefined || member.typingUntil === 0) return;
    member.typingUntil = 0;
    this.#tellRoom(room, { event: 'typing', room, user, typing: false }, user);
  }

  #read(connection: Connection, { room, id }: Do<'read'>): void {
    const { name } = connection.user;
    const member = this.#rooms.get(room)?.get(name);
    if (member === undefined || id <= member.read) return;
    member.read = id;
    this.#tellRoom(room, { event: 'read', room, user: name, id }, name);
  }

  /** Asks the storage, while others go on. */
  async #history(connection: Connection, command: Do<'history'>): Promise<void> {
    const { of, before, limit } = command;
    const ref = refOf(command);
    const answer = await this.#answer(async (): Promise<Event> => {
      if (of.startsWith('#') && !await this.#ask(() => connection.rooms.has(of), false)) return { event: 'refused', ...ref, why: 'not-a-member' };
      const messages = await this.#storage.history({ of, by: connection.user.name, limit, ...(before === undefined ? {} : { before }) });
      return { event: 'history', ...ref, of, messages };
    }, ref);
    await this.#ask(() => { this.#deliver(connection, answer); }, undefined);
  }

  async #fetch(connection: Connection, command: Do<'fetch'>): Promise<void> {
    const { id } = command;
    const { name } = connection.user;
    const ref = refOf(command);
    const answer = await this.#answer(async (): Promise<Event> => {
      const found = await this.#storage.file(id);
      if (found === undefined) return { event: 'refused', ...ref, why: 'unknown' };
      const { from, to } = found.message;
      const mayRead = to.startsWith('#') ? await this.#ask(() => connection.rooms.has(to), false) : from === name || to === `@${name}`;
      return mayRead ? { event: 'file', ...ref, id, file: found.file } : { event: 'refused', ...ref, why: 'not-allowed' };
    }, ref);
    await this.#ask(() => { this.#deliver(connection, answer); }, undefined);
  }

  async #answer(work: () => Promise<Event>, ref: Ref): Promise<Event> {
    try {
      return await work();
    } catch {
      return { event: 'refused', ...ref, why: 'storage' };
    }
  }

  *#everybody(): Iterable<Connection> {
    for (const connections of this.#users.values()) yield* connections;
  }

  *#inRoom(room: string): Iterable<Connection> {
    for (const { connections } of this.#rooms.get(room)?.values() ?? []) yield* connections;
  }

  /** Tells everybody in a room, except one user. */
  #tellRoom(room: string, event: Event, except?: string): void {
    for (const connection of this.#inRoom(room)) if (connection.user.name !== except) this.#deliver(connection, event);
  }
}

function isForbidden({ role }: User, command: Command): boolean {
  if (command.do === 'kick') return role !== 'moderator';
  return role === 'guest' && (command.do === 'say' || command.do === 'typing');
}

function refOf(command: Command | undefined): Ref {
  return command?.ref === undefined ? {} : { ref: command.ref };
}
