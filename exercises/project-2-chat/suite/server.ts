/** A chat on a real network: clients talk over WebSockets, the server shuts down, and the file is read again. */
import { context, go, sync, time, type Context } from 'concurrency-tutor';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import type { ChatOptions, Limits } from '../support/options.ts';
import type { Command, Event } from '../support/protocol.ts';
import { hasSqlite, SqliteStorage } from '../support/sqlite.ts';
import { MemoryStorage, type Storage } from '../support/storage.ts';
import type { Socket } from '../support/socket.ts';
import { listen } from '../support/web.ts';

export interface ServerInput {
  readonly clients: number;
  /** How many messages each says. */
  readonly messages: number;
}

export interface ServerHistory {
  /** How many messages are in the file afterwards. */
  readonly kept: number;
  /** The most messages that one client did not get, or got twice, or out of order. */
  readonly missing: number;
  readonly repeated: number;
  readonly disordered: number;
  /** How many of the messages that were said last were stored and not answered. */
  readonly unanswered: number;
  /** What a stranger's connection was closed with. */
  readonly stranger: number;
  /** What the clients' connections were closed with, each code once. */
  readonly codes: readonly number[];
  /** `returned`, or what it threw. */
  readonly shutdown: string;
  /** Whether the storage was closed. */
  readonly closed: boolean;
}

const limits: Limits = { hello: 20_000, outbox: 10_000, burst: 10_000, every: 1, typing: 5000, file: 1000 };

/** What is tried: a `ChatServer`, of whichever design. */
interface Chat {
  serve(socket: Socket): Promise<void>;
  shutdown(ctx: Context): Promise<void>;
}

/** Real clock. */
export async function serveForReal(Server: new (options: ChatOptions) => Chat, { clients: count, messages }: ServerInput): Promise<ServerHistory> {
  const path = join(process.cwd(), `chat-${process.pid}.db`);
  const open = (): Storage => (hasSqlite() ? new SqliteStorage(path) : memory);
  const memory = new MemoryStorage();
  const storage = open();
  let closed = false;
  const server = new Server({
    storage: { append: (drafts) => storage.append(drafts), history: (query) => storage.history(query), file: (id) => storage.file(id), close: async () => { closed = true; await storage.close(); } },
    authenticate: async (token) => (token === 'stranger' ? undefined : { name: token, role: 'member' }),
    limits,
  });
  const web = await listen({ port: 0, onSocket: (socket) => { go(() => server.serve(socket)); } });
  const stranger = new Client(web.port, 'stranger');
  const code = await stranger.closed;
  const clients = Array.from({ length: count }, (_, n) => new Client(web.port, `user-${n}`));
  for (const client of clients) await client.joined;

  const everybody = new sync.WaitGroup();
  for (const client of clients) everybody.go(() => client.talk(messages));
  await everybody.wait();
  // Some last words are on their way when the shutdown begins.
  for (const client of clients) client.say('last words');
  await Promise.race(clients.map((client) => client.replied(messages + 1)));
  web.close();
  const shutdown = await shutDown(server);
  const codes = new Set<number>();
  for (const client of clients) codes.add(await client.closed);

  const kept = await idsIn(open());
  for (const end of ['', '-wal', '-shm']) await rm(path + end, { force: true });
  const most = (count: (client: Client) => number): number => Math.max(...clients.map(count));
  return {
    kept: kept.size,
    missing: most(({ got }) => lacking(kept, got)),
    repeated: most(({ got }) => got.length - new Set(got).size),
    disordered: most(({ got }) => got.filter((id, index) => index > 0 && id < (got[index - 1] ?? 0)).length),
    unanswered: kept.size - clients.reduce((sum, { answered }) => sum + answered, 0),
    stranger: code, codes: [...codes].sort(), shutdown, closed,
  };
}

function lacking(kept: ReadonlySet<number>, got: readonly number[]): number {
  const here = new Set(got);
  return [...kept].filter((id) => !here.has(id)).length;
}

async function idsIn(storage: Storage): Promise<ReadonlySet<number>> {
  const ids = new Set<number>();
  for (let before = Number.MAX_SAFE_INTEGER; ;) {
    const page = await storage.history({ of: '#go', by: 'user-0', before, limit: 1000 });
    for (const { id } of page) ids.add(id);
    const [oldest] = page;
    if (oldest === undefined) break;
    before = oldest.id;
  }
  await storage.close();
  return ids;
}

async function shutDown(server: Chat): Promise<string> {
  const [ctx, cancel] = context.withTimeout(context.background(), 10 * time.Minute);
  try {
    await server.shutdown(ctx);
    return 'returned';
  } catch (error) {
    return error instanceof Error ? `threw ${error.name}: ${error.message}` : 'threw';
  } finally {
    cancel();
  }
}

class Client {
  readonly joined: Promise<void>;
  readonly closed: Promise<number>;
  /** The ids of the messages it got, in order. */
  readonly got: number[] = [];
  answered = 0;
  #replies = 0;
  readonly #socket: WebSocket;
  readonly #waiting = new Set<() => void>();

  constructor(port: number, token: string) {
    this.#socket = new WebSocket(`ws://127.0.0.1:${port}`);
    this.#socket.on('open', () => {
      this.#send({ do: 'hello', token });
      this.#send({ do: 'join', room: '#go' });
    });
    this.#socket.on('error', () => { this.#socket.terminate(); });
    const joined = Promise.withResolvers<void>();
    const closed = Promise.withResolvers<number>();
    this.joined = joined.promise;
    this.closed = closed.promise;
    this.#socket.on('message', (data: Buffer) => {
      const event = JSON.parse(data.toString()) as Event;
      if (event.event === 'members') joined.resolve();
      if (event.event === 'message') this.got.push(event.message.id);
      if (event.event === 'stored') this.answered += 1;
      if (event.event === 'stored' || event.event === 'refused') this.#replies += 1;
      this.#wake();
    });
    this.#socket.on('close', (code) => {
      joined.resolve();
      closed.resolve(code);
      this.#wake();
    });
  }

  say(text: string): void {
    this.#send({ do: 'say', to: '#go', text });
  }

  /** Says things as fast as it can, and waits for the answers. */
  async talk(count: number): Promise<void> {
    for (let n = 0; n < count; n += 1) this.say(`message ${n}`);
    await this.replied(count);
  }

  /** Waits until it has got so many answers, or its connection is closed. */
  async replied(count: number): Promise<void> {
    while (this.#replies < count && this.#socket.readyState === WebSocket.OPEN) await new Promise<void>((resolve) => { this.#waiting.add(resolve); });
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }

  #send(command: Command): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(command));
  }
}
