import { sync, time, type time as timers } from 'concurrency-tutor';
import type { Connection } from './people.ts';
import type { Event } from './protocol.ts';

/** One user in one room. */
interface Member {
  readonly connections: Set<Connection>;
  read: number;
  /** Set while he types; each key makes a new one. */
  typing?: { readonly timer: timers.FuncTimer };
}

/** One room and who is in it. The callers hold the lock. */
export class Room {
  readonly name: string;
  readonly #members = new Map<string, Member>();
  readonly #lock: sync.Mutex;

  constructor(name: string, lock: sync.Mutex) {
    this.name = name;
    this.#lock = lock;
  }

  get isEmpty(): boolean {
    return this.#members.size === 0;
  }

  connections(): readonly Connection[] {
    return [...this.#members.values()].flatMap(({ connections }) => [...connections]);
  }

  join(connection: Connection, ref: { readonly ref?: number }): void {
    const { name } = connection.user;
    if (!this.#members.has(name)) {
      this.#tell({ event: 'joined', room: this.name, user: name });
      this.#members.set(name, { connections: new Set(), read: 0 });
    }
    this.#members.get(name)?.connections.add(connection);
    connection.rooms.add(this.name);
    const read = Object.fromEntries([...this.#members].flatMap(([user, { read }]) => (read === 0 ? [] : [[user, read]])));
    connection.tell({ event: 'members', ...ref, room: this.name, members: [...this.#members.keys()].sort(), read });
  }

  leave(connection: Connection): void {
    const { name } = connection.user;
    const member = this.#members.get(name);
    connection.rooms.delete(this.name);
    if (member?.connections.delete(connection) !== true || member.connections.size > 0) return;
    this.stopTyping(name);
    this.#members.delete(name);
    this.#tell({ event: 'left', room: this.name, user: name });
  }

  kick(user: string): void {
    for (const connection of [...this.#members.get(user)?.connections ?? []]) {
      this.leave(connection);
      connection.tell({ event: 'left', room: this.name, user });
    }
  }

  read(user: string, id: number): void {
    const member = this.#members.get(user);
    if (member === undefined || member.read >= id) return;
    member.read = id;
    this.#tell({ event: 'read', room: this.name, user, id }, user);
  }

  /** Somebody has pressed a key; it is forgotten after a while. */
  type(user: string, duration: number): void {
    const member = this.#members.get(user);
    if (member === undefined) return;
    if (member.typing === undefined) this.#tell({ event: 'typing', room: this.name, user, typing: true }, user);
    else member.typing.timer.stop();
    const typing = { timer: time.afterFunc(duration, async () => {
      using _locked = await this.#lock.acquire();
      // Another key may have come while this waited for the lock.
      if (member.typing === typing) this.stopTyping(user);
    }) };
    member.typing = typing;
  }

  stopTyping(user: string): void {
    const member = this.#members.get(user);
    if (member?.typing === undefined) return;
    member.typing.timer.stop();
    delete member.typing;
    this.#tell({ event: 'typing', room: this.name, user, typing: false }, user);
  }

  #tell(event: Event, except?: string): void {
    for (const connection of this.connections()) if (connection.user.name !== except) connection.tell(event);
  }
}
