/** What travels over a connection: JSON texts, one command or one event in each. Complete; you need not change it. */

export type Role = 'guest' | 'member' | 'moderator';

export interface User {
  readonly name: string;
  readonly role: Role;
}

/** What a client asks for. `ref` is a number of the client's own; answers carry it, so that he knows what they answer. */
export type Command = { readonly ref?: number } & (
  /** Always the first one. */
  | { readonly do: 'hello'; readonly token: string }
  | { readonly do: 'join' | 'leave' | 'typing'; readonly room: string }
  /** `to`: a room (`#kitchen`) or a user (`@ann`). */
  | { readonly do: 'say'; readonly to: string; readonly text: string; readonly file?: FileData }
  /** Says that the user has read everything in the room up to this message. */
  | { readonly do: 'read'; readonly room: string; readonly id: number }
  /** Asks for the newest `limit` messages, of those before the message `before` if it is given. */
  | { readonly do: 'history'; readonly of: string; readonly before?: number; readonly limit: number }
  /** Asks for the file of a message. */
  | { readonly do: 'fetch'; readonly id: number }
  | { readonly do: 'kick'; readonly room: string; readonly user: string }
);

export interface FileData {
  readonly name: string;
  /** The content in base64. */
  readonly data: string;
}

/** A message as it was stored. Ids grow: a message that was stored later has a larger one. */
export interface Message {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly from: string;
  /** `#room` or `@user`. */
  readonly to: string;
  readonly text: string;
  /** `size` is in bytes. */
  readonly file?: { readonly name: string; readonly size: number };
}

export type Refusal =
  /** No command at all. */
  | 'malformed'
  /** This user may not do this. */
  | 'not-allowed'
  /** This connection is not in that room. */
  | 'not-a-member'
  /** Too many messages in too short a time. `retryAfter` says when the next is welcome. */
  | 'too-fast'
  /** The file is larger than `limits.file`. */
  | 'too-large'
  /** There is no such file. */
  | 'unknown'
  /** The storage has failed. */
  | 'storage'
  /** The server is shutting down. */
  | 'closing';

/** What the server tells a client. */
export type Event =
  /** The answer to `hello`: who you are, and who is online, you too, sorted by name. */
  | { readonly event: 'welcome'; readonly ref?: number; readonly user: User; readonly online: readonly string[] }
  | { readonly event: 'presence'; readonly user: string; readonly online: boolean }
  /** The answer to `join`: everybody who is in the room, you too, sorted by name; and up to where they have read. */
  | { readonly event: 'members'; readonly ref?: number; readonly room: string; readonly members: readonly string[]; readonly read: Readonly<Record<string, number>> }
  | { readonly event: 'joined' | 'left'; readonly room: string; readonly user: string }
  | { readonly event: 'message'; readonly message: Message }
  /** The answer to `say`: the message has been stored under this id. */
  | { readonly event: 'stored'; readonly ref?: number; readonly id: number }
  | { readonly event: 'typing'; readonly room: string; readonly user: string; readonly typing: boolean }
  | { readonly event: 'read'; readonly room: string; readonly user: string; readonly id: number }
  /** The answer to `history`, the oldest message first. */
  | { readonly event: 'history'; readonly ref?: number; readonly of: string; readonly messages: readonly Message[] }
  /** The answer to `fetch`. */
  | { readonly event: 'file'; readonly ref?: number; readonly id: number; readonly file: FileData }
  /** The answer to a command that was not carried out. `retryAfter` is in milliseconds. */
  | { readonly event: 'refused'; readonly ref?: number; readonly why: Refusal; readonly retryAfter?: number };

/** Why a connection was closed: codes of WebSocket, and two of our own. */
export const closeCode = {
  /** The server shuts down. */
  goingAway: 1001,
  /** The server has failed. */
  failed: 1011,
  /** The client does not read what it is sent. */
  tooSlow: 1013,
  /** The first command was no `hello`, or its token is not valid. */
  notAuthenticated: 4401,
  /** No `hello` came in time. */
  noHello: 4408,
} as const;

/** The text of an event. */
export function format(event: Event): string {
  return JSON.stringify(event);
}

/** Names of rooms and users: small letters, digits and hyphens. */
const roomName = /^#[a-z0-9-]{1,30}$/;
const userName = /^[a-z0-9-]{1,30}$/;
const maxText = 4000;
const maxHistory = 100;

/** The command in a text; `undefined` when it is none. */
export function parse(text: string): Command | undefined {
  const { ref, ...fields } = objectOf(text) ?? {};
  const command = commandOf(fields);
  if (command === undefined || (ref !== undefined && !isCount(ref))) return undefined;
  return ref === undefined ? command : { ...command, ref };
}

function objectOf(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function commandOf(fields: Record<string, unknown>): Command | undefined {
  const { do: what, room, id } = fields;
  switch (what) {
    case 'hello': return typeof fields['token'] === 'string' ? { do: what, token: fields['token'] } : undefined;
    case 'join':
    case 'leave':
    case 'typing': return isRoom(room) ? { do: what, room } : undefined;
    case 'say': return sayOf(fields);
    case 'read': return isRoom(room) && isCount(id) ? { do: what, room, id } : undefined;
    case 'history': return historyOf(fields);
    case 'fetch': return isCount(id) ? { do: what, id } : undefined;
    case 'kick': return isRoom(room) && isUser(fields['user']) ? { do: what, room, user: fields['user'] } : undefined;
    default: return undefined;
  }
}

function sayOf({ to, text, file }: Record<string, unknown>): Command | undefined {
  if (!isPlace(to) || typeof text !== 'string' || text.length > maxText) return undefined;
  if (file === undefined) return { do: 'say', to, text };
  if (typeof file !== 'object' || file === null || !('name' in file) || !('data' in file)) return undefined;
  const { name, data } = file;
  if (typeof name !== 'string' || typeof data !== 'string' || name.length > 200 || !/^[A-Za-z0-9+/]*={0,2}$/.test(data)) return undefined;
  return { do: 'say', to, text, file: { name, data } };
}

function historyOf({ of, before, limit }: Record<string, unknown>): Command | undefined {
  if (!isPlace(of) || !isCount(limit) || limit < 1 || limit > maxHistory) return undefined;
  if (before === undefined) return { do: 'history', of, limit };
  return isCount(before) ? { do: 'history', of, before, limit } : undefined;
}

function isRoom(value: unknown): value is string {
  return typeof value === 'string' && roomName.test(value);
}

function isUser(value: unknown): value is string {
  return typeof value === 'string' && userName.test(value);
}

function isPlace(value: unknown): value is string {
  return isRoom(value) || (typeof value === 'string' && value.startsWith('@') && isUser(value.slice(1)));
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
