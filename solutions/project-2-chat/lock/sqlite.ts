/** Messages in a file of SQLite. Complete; you need not change it. */
import type { DatabaseSync } from 'node:sqlite';
import type { FileData, Message } from './protocol.ts';
import { messageOf, type Draft, type Query, type Storage } from './storage.ts';

interface Row {
  readonly id: number;
  readonly at: number;
  readonly sender: string;
  readonly recipient: string;
  readonly text: string;
  readonly name: string | null;
  readonly data: string | null;
}

const schema = `
  PRAGMA journal_mode = WAL;
  CREATE TABLE IF NOT EXISTS messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, sender TEXT NOT NULL, recipient TEXT NOT NULL, text TEXT NOT NULL, name TEXT, data TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS by_recipient ON messages (recipient, id);
`;

/** Whether this Node has SQLite: 22.13 and later have. */
export function hasSqlite(): boolean {
  return sqlite() !== undefined;
}

/** Keeps messages in a file. `:memory:` keeps them in memory. */
export class SqliteStorage implements Storage {
  readonly #database: DatabaseSync;

  constructor(path: string) {
    const module = sqlite();
    if (module === undefined) throw new Error('This Node has no SQLite. Use Node 22.13 or later, or a MemoryStorage.');
    this.#database = new module.DatabaseSync(path);
    this.#database.exec(schema);
  }

  async append(drafts: readonly Draft[]): Promise<readonly Message[]> {
    const insert = this.#database.prepare('INSERT INTO messages (at, sender, recipient, text, name, data) VALUES (?, ?, ?, ?, ?, ?)');
    this.#database.exec('BEGIN');
    try {
      const messages = drafts.map((draft) => {
        const { lastInsertRowid } = insert.run(draft.at, draft.from, draft.to, draft.text, draft.file?.name ?? null, draft.file?.data ?? null);
        return messageOf(Number(lastInsertRowid), draft);
      });
      this.#database.exec('COMMIT');
      return messages;
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  async history({ of, by, before, limit }: Query): Promise<readonly Message[]> {
    const last = before ?? Number.MAX_SAFE_INTEGER;
    const rows = of.startsWith('#')
      ? this.#database.prepare('SELECT * FROM messages WHERE recipient = ? AND id < ? ORDER BY id DESC LIMIT ?').all(of, last, limit)
      : this.#database.prepare('SELECT * FROM messages WHERE ((sender = ? AND recipient = ?) OR (sender = ? AND recipient = ?)) AND id < ? ORDER BY id DESC LIMIT ?')
        .all(by, of, of.slice(1), `@${by}`, last, limit);
    return (rows as unknown as Row[]).reverse().map(toMessage);
  }

  async file(id: number): Promise<{ readonly message: Message; readonly file: FileData } | undefined> {
    const row = this.#database.prepare('SELECT * FROM messages WHERE id = ?').get(id) as Row | undefined;
    const file = row === undefined ? undefined : fileOf(row);
    return row === undefined || file === undefined ? undefined : { message: toMessage(row), file };
  }

  async close(): Promise<void> {
    this.#database.close();
  }
}

/** Asked for when it is needed: a Node without it can run everything else. */
function sqlite(): typeof import('node:sqlite') | undefined {
  return process.getBuiltinModule('node:sqlite') as typeof import('node:sqlite') | undefined;
}

function toMessage(row: Row): Message {
  const file = fileOf(row);
  return messageOf(row.id, { at: row.at, from: row.sender, to: row.recipient, text: row.text, ...(file === undefined ? {} : { file }) });
}

function fileOf({ name, data }: Row): FileData | undefined {
  return name === null || data === null ? undefined : { name, data };
}
