/** Where messages are kept: what the chat asks of it, and a storage in memory. `sqlite.ts` has one in a file. Complete; you need not change it. */
import { sync } from 'concurrency-tutor';
import type { FileData, Message } from './protocol.ts';

/** A message that has not been stored. */
export interface Draft {
  readonly at: number;
  readonly from: string;
  /** `#room` or `@user`. */
  readonly to: string;
  readonly text: string;
  readonly file?: FileData;
}

/** Asks for the newest `limit` messages, of those before the message `before` if it is given. */
export interface Query {
  /** A room, or a user: then the conversation with that user. */
  readonly of: string;
  /** Who asks. */
  readonly by: string;
  readonly before?: number;
  readonly limit: number;
}

export interface Storage {
  /**
   * Stores messages, all or none, and gives them their ids in the order of the list. Takes a while, for ten messages hardly longer than for one.
   * Never call it while another call has not come back: it throws then. It may fail, as discs do.
   */
  append(drafts: readonly Draft[]): Promise<readonly Message[]>;
  /** The messages that a query asks for, the oldest first. May be called at any time, and may fail. */
  history(query: Query): Promise<readonly Message[]>;
  /** The message with this id and its file; `undefined` when there is no such message, or it has no file. May be called at any time, and may fail. */
  file(id: number): Promise<{ readonly message: Message; readonly file: FileData } | undefined>;
  /** Closes the storage. Call it once, when nothing else is going on. */
  close(): Promise<void>;
}

/** Size in bytes of what is written in base64. */
export function sizeOf(data: string): number {
  return Math.floor((data.replace(/=+$/, '').length * 3) / 4);
}

/** The message that a draft becomes. */
export function messageOf(id: number, { at, from, to, text, file }: Draft): Message {
  return { id, at, from, to, text, ...(file === undefined ? {} : { file: { name: file.name, size: sizeOf(file.data) } }) };
}

/** Whether a query asks for a message. */
export function isAsked({ of, by, before }: Query, { id, from, to }: Message): boolean {
  if (before !== undefined && id >= before) return false;
  if (of.startsWith('#')) return to === of;
  return (from === by && to === of) || (to === `@${by}` && `@${from}` === of);
}

/** Forgets everything at the end of the program. */
export class MemoryStorage implements Storage {
  readonly #lock = new sync.Mutex();
  readonly #messages: Message[] = [];
  readonly #files = new Map<number, FileData>();

  async append(drafts: readonly Draft[]): Promise<readonly Message[]> {
    using _locked = await this.#lock.acquire();
    const messages = drafts.map((draft, index) => messageOf(this.#messages.length + index + 1, draft));
    this.#messages.push(...messages);
    for (const [index, { file }] of drafts.entries()) {
      const id = messages[index]?.id;
      if (file !== undefined && id !== undefined) this.#files.set(id, file);
    }
    return messages;
  }

  async history(query: Query): Promise<readonly Message[]> {
    using _locked = await this.#lock.acquire();
    return this.#messages.filter((message) => isAsked(query, message)).slice(-query.limit);
  }

  async file(id: number): Promise<{ readonly message: Message; readonly file: FileData } | undefined> {
    using _locked = await this.#lock.acquire();
    const message = this.#messages.find((one) => one.id === id);
    const file = this.#files.get(id);
    return message === undefined || file === undefined ? undefined : { message, file };
  }

  async close(): Promise<void> {
    // There is nothing to close.
  }
}
